import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams, useSearchParams } from "react-router";
import { isAble, meQuery } from "@/api/people";
import { defaultZone } from "@/lib/moments";
import { Answered } from "@/ui/page/Answered";
import { LinkTabs } from "@/ui/page/LinkTabs";
import { Notice } from "@/ui/page/Notice";
import { PageFrame } from "@/ui/page/PageFrame";
import { Panels } from "@/ui/page/Panels";
import { Question } from "@/ui/page/Question";
import { RelativeTime } from "@/ui/shared/RelativeTime";
import { type RunDocument, retry, runQuery, type Visit } from "../api";
import { DesignFlowLink } from "../components/DesignFlowLink";
import { RunGraph } from "../components/RunGraph";
import { RunLog } from "../components/RunLog";
import { RunState } from "../components/RunState";
import style from "../components/runs.module.css";
import { VisitCard } from "../components/VisitCard";
import { failedVisits, pathLines } from "../model/path";

/** One run: the path it took, why, who decided, what it did, what went wrong. */
export function RunPage() {
  const { run: id = "" } = useParams();
  const { t } = useTranslation("runs");
  const [search] = useSearchParams();
  const drawn = search.get("view") === "graph";
  const run = useQuery(runQuery(id));
  const data = run.data;
  return (
    <PageFrame
      narrow={!drawn}
      title={data?.record?.title || data?.flow.name || t("one")}
      hint={
        data ? (
          <span className={style.head}>
            <Link to="/runs">{t("title")}</Link>
            <Link to={`/runs?flow=${data.flow.id}`}>
              {data.flow.name}
              {data.version ? ` v${data.version}` : ""}
            </Link>
            <RunState run={data} />
            <span>{t("startedBy", { name: data.initiator?.name ?? t("flow") })}</span>
            <RelativeTime moment={data.started_at} />
          </span>
        ) : null
      }
      actions={
        <>
          {data ? <DesignFlowLink flow={data.flow.id} /> : null}
          {data?.record && data.entity ? (
            <Link to={`/r/${data.entity}/${data.record.id}`}>{t("record")}</Link>
          ) : null}
        </>
      }
      below={
        <LinkTabs
          label={t("view.label")}
          current={drawn ? "graph" : "list"}
          tabs={[
            { key: "list", label: t("view.list"), to: `/runs/${id}` },
            { key: "graph", label: t("view.graph"), to: `/runs/${id}?view=graph` },
          ]}
        />
      }
    >
      <Answered query={run}>{(found) => <Run run={found} drawn={drawn} />}</Answered>
    </PageFrame>
  );
}

type RunProps = { readonly run: RunDocument; readonly drawn: boolean };

function Run({ run, drawn }: RunProps) {
  const { t } = useTranslation("runs");
  const client = useQueryClient();
  const { data: me } = useQuery(meQuery);
  const [again, setAgain] = useState<Visit>();
  const failed = new Set(failedVisits(run).map((visit) => visit.id));
  const zone = me?.timezone ?? defaultZone;
  const mayRetry = isAble(me, "design");
  return (
    <>
      {run.failures.map((failure) => (
        <Notice key={`${failure.code}-${failure.node?.id ?? ""}`} tone="danger">
          {failure.node ? t("failedAt", { node: failure.node.name }) : t("failedRun")} {failure.message}
        </Notice>
      ))}
      <Panels
        title={t("path")}
        asideTitle={t("log")}
        main={
          <>
            {drawn ? (
              <RunGraph run={run} zone={zone} />
            ) : (
              <ol className={style.path}>
                {pathLines(run.visits).map((line) => (
                  <VisitCard
                    key={line.visit.id}
                    line={line}
                    zone={zone}
                    onRerun={mayRetry && failed.has(line.visit.id) ? () => setAgain(line.visit) : undefined}
                  />
                ))}
              </ol>
            )}
            {run.events.length > 0 ? (
              <details className={style.events}>
                <summary>{t("events")}</summary>
                <ol className={style.log}>
                  {run.events.map((event) => (
                    <li key={event.key} className={style.meta}>
                      <RelativeTime moment={event.at} /> <code>{event.kind}</code> {event.text}
                    </li>
                  ))}
                </ol>
              </details>
            ) : null}
          </>
        }
        aside={run.log.length > 0 ? <RunLog entries={run.log} /> : <p className={style.meta}>{t("noLog")}</p>}
      />
      {again ? (
        <Question
          title={t("rerun.title", { node: again.node.name })}
          confirm={t("rerun.do")}
          onClose={() => setAgain(undefined)}
          onConfirm={async () => {
            await retry(run.id);
            await client.invalidateQueries({ queryKey: ["runs"] });
          }}
        >
          <p>{t("rerun.means")}</p>
        </Question>
      ) : null}
    </>
  );
}
