import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { isAble, meQuery } from "@/api/people";
import { defaultZone } from "@/lib/moments";
import { Answered } from "@/ui/page/Answered";
import { Notice } from "@/ui/page/Notice";
import { PageFrame } from "@/ui/page/PageFrame";
import { Panels } from "@/ui/page/Panels";
import { Question } from "@/ui/page/Question";
import { RelativeTime } from "@/ui/shared/RelativeTime";
import { type RunDocument, retry, runQuery, type Visit } from "../api";
import { RunLog } from "../components/RunLog";
import { RunState } from "../components/RunState";
import style from "../components/runs.module.css";
import { VisitCard } from "../components/VisitCard";
import { failedVisits, pathLines } from "../model/path";

/** One run: the path it took, why, who decided, what it did, what went wrong. */
export function RunPage() {
  const { run: id = "" } = useParams();
  const { t } = useTranslation("runs");
  const run = useQuery(runQuery(id));
  const data = run.data;
  return (
    <PageFrame
      narrow
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
        data?.record && data.entity ? (
          <Link to={`/r/${data.entity}/${data.record.id}`}>{t("record")}</Link>
        ) : null
      }
    >
      <Answered query={run}>{(found) => <Run run={found} />}</Answered>
    </PageFrame>
  );
}

function Run({ run }: { readonly run: RunDocument }) {
  const { t } = useTranslation("runs");
  const client = useQueryClient();
  const { data: me } = useQuery(meQuery);
  const [again, setAgain] = useState<Visit>();
  const failed = new Set(failedVisits(run).map((visit) => visit.id));
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
            <ol className={style.path}>
              {pathLines(run.visits).map((line) => (
                <VisitCard
                  key={line.visit.id}
                  line={line}
                  zone={me?.timezone ?? defaultZone}
                  onRerun={mayRetry && failed.has(line.visit.id) ? () => setAgain(line.visit) : undefined}
                />
              ))}
            </ol>
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
