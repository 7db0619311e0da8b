import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { call } from "@/api/call";
import { EmptyState } from "@/ui/shared/EmptyState";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { RelativeTime } from "@/ui/shared/RelativeTime";
import { Skeleton } from "@/ui/shared/Skeleton";
import { StatusTag } from "@/ui/shared/StatusTag";
import type { Tone } from "@/ui/tokens";
import style from "./record.module.css";

type RunRow = {
  readonly id: string;
  readonly flow: { readonly id: string; readonly name: string };
  readonly state: string;
  readonly started_at?: string;
  readonly started?: string;
};

const tones: Readonly<Record<string, Tone>> = {
  running: "info",
  waiting: "info",
  approved: "success",
  done: "success",
  finished: "success",
  rejected: "danger",
  failed: "danger",
  withdrawn: "neutral",
};

/** Runs of flows on this record, each leading to its path. */
export function ApprovalsTab({ entity, record }: { readonly entity: string; readonly record: string }) {
  const { t } = useTranslation("records");
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ["records", entity, "runs", record],
    queryFn: ({ signal }) =>
      call<{ runs: readonly RunRow[] }>("GET", `/records/${entity}/${record}/runs`, { signal }),
  });
  if (error) return <ProblemNotice problem={error} onRetry={() => void refetch()} />;
  if (isPending) return <Skeleton lines={3} />;
  if (data.runs.length === 0)
    return <EmptyState compact title={t("approvals.none")} hint={t("approvals.hint")} />;
  return (
    <ul className={style.relatedRows}>
      {data.runs.map((run) => {
        const started = run.started_at ?? run.started;
        return (
          <li key={run.id}>
            <Link to={`/runs/${run.id}`}>{run.flow.name}</Link>
            <StatusTag tone={tones[run.state] ?? "neutral"}>
              {t(`approvals.state.${run.state}`, { defaultValue: run.state })}
            </StatusTag>
            {started ? <RelativeTime moment={started} /> : null}
          </li>
        );
      })}
    </ul>
  );
}
