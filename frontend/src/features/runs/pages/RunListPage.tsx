import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Workflow } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { isAble, meQuery } from "@/api/people";
import { LinkButton } from "@/ui/page/LinkButton";
import { LinkTabs } from "@/ui/page/LinkTabs";
import { Paged } from "@/ui/page/Paged";
import { PageFrame } from "@/ui/page/PageFrame";
import { PlainTable } from "@/ui/page/PlainTable";
import { EmptyState } from "@/ui/shared/EmptyState";
import { RelativeTime } from "@/ui/shared/RelativeTime";
import { runListQuery, runStatuses } from "../api";
import { DesignFlowLink } from "../components/DesignFlowLink";
import { RunState } from "../components/RunState";

/** Runs of all flows, or of one flow or record where the address names it. */
export function RunListPage() {
  const { t } = useTranslation("runs");
  const [search] = useSearchParams();
  const { data: me } = useQuery(meQuery);
  const status = search.get("status") ?? "";
  const flow = search.get("flow") ?? "";
  const entity = search.get("entity") ?? "";
  const record = search.get("record") ?? "";
  const list = useInfiniteQuery(runListQuery({ status, flow, entity, record }));
  const runs = list.data?.pages.flatMap((page) => page.runs) ?? [];
  const to = (next: string) => {
    const changed = new URLSearchParams(search);
    if (next) changed.set("status", next);
    else changed.delete("status");
    const text = changed.toString();
    return text ? `/runs?${text}` : "/runs";
  };
  return (
    <PageFrame
      narrow
      title={t("title")}
      actions={<DesignFlowLink flow={flow || undefined} />}
      hint={flow || record ? <Link to="/runs">{t("all")}</Link> : t("hint")}
      below={
        <LinkTabs
          label={t("title")}
          current={status || "all"}
          tabs={[
            { key: "all", label: t("any"), to: to("") },
            ...runStatuses.map((key) => ({ key, label: t(`status.${key}`), to: to(key) })),
          ]}
        />
      }
    >
      <Paged
        query={list}
        count={runs.length}
        empty={
          <EmptyState
            icon={<Workflow />}
            title={t("none")}
            hint={t("noneHint")}
            action={
              isAble(me, "design") ? <LinkButton to="/design/flows/new">{t("design")}</LinkButton> : undefined
            }
          />
        }
      >
        <PlainTable
          label={t("title")}
          rows={runs}
          rowKey={(run) => run.id}
          columns={[
            {
              key: "run",
              title: t("column.run"),
              show: (run) => <Link to={`/runs/${run.id}`}>{run.record?.title || run.flow.name}</Link>,
            },
            {
              key: "flow",
              title: t("column.flow"),
              show: (run) => (run.version ? `${run.flow.name} v${run.version}` : run.flow.name),
            },
            { key: "state", title: t("column.state"), show: (run) => <RunState run={run} /> },
            { key: "by", title: t("column.by"), show: (run) => run.initiator?.name ?? t("flow") },
            { key: "at", title: t("column.at"), show: (run) => <RelativeTime moment={run.started_at} /> },
          ]}
        />
      </Paged>
    </PageFrame>
  );
}
