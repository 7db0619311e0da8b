import { useTranslation } from "react-i18next";
import { PlainTable } from "@/ui/page/PlainTable";
import { Button } from "@/ui/shared/Button";
import { figure, lookOf } from "./model/figure";
import { useFieldPaths } from "./useFieldPaths";
import { useFigureWords } from "./useFigureWords";
import { useMeasureName } from "./useMeasureName";
import type {
  AbcWidget,
  BarWidget,
  GroupedAnswer,
  GroupRow,
  LeaderboardWidget,
  LineWidget,
  Mark,
  PieWidget,
} from "./widget";

export type ChartDataProps = {
  readonly widget: BarWidget | LineWidget | PieWidget | LeaderboardWidget | AbcWidget;
  /** Key of the entity, for the names of the dimensions. */
  readonly entity: string;
  readonly answer: GroupedAnswer;
  readonly onMark: (mark: Mark) => void;
};

/** The numbers of a chart as text: for reading exactly, for screen readers, and as the keyboard's way to the records. */
export function ChartData({ widget, entity, answer, onMark }: ChartDataProps) {
  const { t } = useTranslation("dashboards");
  const words = useFigureWords();
  const nameOf = useMeasureName(entity, widget.measures);
  const paths = (widget.groups ?? []).map((group) => group.field);
  const { fieldAt, waiting } = useFieldPaths(entity, paths);
  const depth = Math.max(1, ...answer.rows.map((row) => row.groups.length));
  const label = (row: GroupRow, at: number) => row.labels[at] || t("empty.group");
  return (
    <PlainTable
      label={t("data.of", { name: widget.name })}
      rows={answer.rows}
      rowKey={(row) => JSON.stringify(row.groups)}
      columns={[
        ...Array.from({ length: depth }, (_, at) => ({
          key: `group-${at}`,
          title: waiting ? "" : (fieldAt(paths[at] ?? "")?.name ?? t("data.group", { number: at + 1 })),
          show: (row: GroupRow) => label(row, at),
        })),
        ...widget.measures.map((measure) => ({
          key: measure.id,
          title: nameOf(measure),
          end: true,
          show: (row: GroupRow) =>
            figure((row.measures[measure.id] as string | number | null) ?? null, lookOf(measure), words),
        })),
        {
          key: "open",
          title: <span className="visually-hidden">{t("data.records")}</span>,
          end: true,
          show: (row: GroupRow) => (
            <Button
              size="small"
              look="quiet"
              onClick={() =>
                onMark({ title: row.labels.join(" · ") || t("empty.group"), groups: row.groups })
              }
            >
              {t("data.records")}
            </Button>
          ),
        },
      ]}
    />
  );
}
