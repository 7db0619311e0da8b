import { useTranslation } from "react-i18next";
import { EmptyState } from "@/ui/shared/EmptyState";
import { RecordTable } from "./RecordTable";
import type { ChartProps, TableAnswer, TableWidget } from "./widget";

export function TableWidgetChart({ widget, answer }: ChartProps<TableWidget, TableAnswer>) {
  const { t } = useTranslation("dashboards");
  if (answer.records.length === 0) return <EmptyState compact title={t("empty.rows")} />;
  return (
    <RecordTable
      label={widget.name}
      entity={answer.entity}
      records={answer.records}
      columns={answer.columns.map(({ key }) => ({ key }))}
    />
  );
}
