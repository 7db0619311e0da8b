import { useTranslation } from "react-i18next";
import { spanBetween } from "@/lib/spans";
import { useNow } from "@/ui/page/useNow";
import { useSpanWords } from "@/ui/page/useSpanWords";
import { StatusTag } from "@/ui/shared/StatusTag";
import type { TaskRow } from "../api";
import { urgencyOf } from "../model/waiting";

export type DueTagProps = { readonly task: Pick<TaskRow, "opened_at" | "due_at" | "closed_at" | "outcome"> };

/** How it stands with time: late, soon or calm; closed tasks tell how they ended. */
export function DueTag({ task }: DueTagProps) {
  const { t } = useTranslation("tasks");
  const now = useNow();
  const words = useSpanWords();
  if (task.closed_at || task.outcome) {
    const good = task.outcome === "approved" || task.outcome === "done" || task.outcome === "resubmitted";
    const bad = task.outcome === "rejected";
    return (
      <StatusTag tone={good ? "success" : bad ? "danger" : "neutral"}>
        {t(`outcome.${task.outcome ?? "done"}`)}
      </StatusTag>
    );
  }
  const urgency = urgencyOf(task.opened_at, task.due_at, now);
  if (!task.due_at || urgency === "calm") {
    return (
      <StatusTag tone="neutral" plain>
        {t("waits", { span: words(spanBetween(task.opened_at, now)) })}
      </StatusTag>
    );
  }
  if (urgency === "late") {
    return <StatusTag tone="danger">{t("late", { span: words(spanBetween(task.due_at, now)) })}</StatusTag>;
  }
  return (
    <StatusTag tone="warning">
      {t("soon", { span: words(spanBetween(now.toISOString(), new Date(task.due_at))) })}
    </StatusTag>
  );
}
