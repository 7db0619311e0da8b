import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { type Chart, chartOf, drawnMeasures } from "./model/series";
import { useMeasureName } from "./useMeasureName";
import type { GroupedAnswer, MeasureSpec } from "./widget";

export function useChart(answer: GroupedAnswer, measures: readonly MeasureSpec[]): Chart {
  const { t } = useTranslation("dashboards");
  const nameOf = useMeasureName();
  return useMemo(
    () => chartOf(answer.rows, drawnMeasures(measures), nameOf, t("empty.group")),
    [answer, measures, nameOf, t],
  );
}
