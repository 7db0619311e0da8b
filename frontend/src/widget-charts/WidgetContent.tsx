import { useTranslation } from "react-i18next";
import { ApiProblem } from "@/api/problem";
import { EmptyState } from "@/ui/shared/EmptyState";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { ChartData } from "./ChartData";
import { CHARTS } from "./charts";
import type { GroupedAnswer, Mark, MetricDocument, Widget } from "./widget";

export type WidgetProblem = {
  readonly problem: { readonly code: string; readonly title?: string; readonly message?: string };
};
export type WidgetAnswer = WidgetProblem | Readonly<Record<string, unknown>>;

const tabled = new Set<Widget["type"]>(["bar", "line", "pie", "leaderboard", "abc"]);

/** Whether a card also shows its numbers as a table; the others are tables or single numbers anyway. */
export const hasTable = (widget: Widget): boolean => tabled.has(widget.type);

export type WidgetContentProps = {
  readonly widget: Widget;
  readonly answer: WidgetAnswer;
  /** Key of the entity whose records it shows. */
  readonly entity: string | undefined;
  readonly metric: MetricDocument | undefined;
  readonly asTable: boolean;
  readonly onMark: (mark: Mark) => void;
};

/** What a card shows: its chart, the numbers behind it, or why there are none. */
export function WidgetContent({ widget, answer, entity, metric, asTable, onMark }: WidgetContentProps) {
  const { t } = useTranslation("dashboards");
  if ("problem" in answer) {
    const { code, title, message } = answer.problem as WidgetProblem["problem"];
    return <ProblemNotice problem={new ApiProblem(422, { code, title: title ?? message ?? "" })} />;
  }
  if ("measures" in widget && hasTable(widget)) {
    const grouped = answer as unknown as GroupedAnswer;
    if (grouped.rows.length === 0) return <EmptyState compact title={t("empty.rows")} />;
    if (asTable) return <ChartData widget={widget} entity={entity ?? ""} answer={grouped} onMark={onMark} />;
  }
  const Chart = CHARTS[widget.type];
  return (
    <Chart
      widget={widget}
      answer={answer}
      metric={metric}
      onMark={onMark}
      {...(entity === undefined ? {} : { entity })}
    />
  );
}
