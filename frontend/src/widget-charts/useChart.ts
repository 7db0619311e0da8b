import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { type Chart, chartOf, drawnMeasures } from "./model/series";
import { useMeasureName } from "./useMeasureName";
import type { GroupedAnswer, MeasureSpec } from "./widget";

export function useChart(answer: GroupedAnswer, entity: string, measures: readonly MeasureSpec[]): Chart {
  const { t } = useTranslation("dashboards");
  const nameOf = useMeasureName(entity, measures);
  const names = JSON.stringify(measures.map((measure) => [measure.id, nameOf(measure)]));
  return useMemo(() => {
    const named = new Map<string, string>(JSON.parse(names));
    return chartOf(
      answer.rows,
      drawnMeasures(measures),
      (measure) => named.get(measure.id) ?? "",
      t("empty.group"),
    );
  }, [answer, measures, names, t]);
}
