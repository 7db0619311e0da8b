import { useTranslation } from "react-i18next";
import { useFieldPaths } from "./useFieldPaths";
import type { MeasureSpec } from "./widget";

/** A measure bears its own name, or that of its field; of what it does with it where that is not adding up. */
export function useMeasureName(
  entity: string,
  measures: readonly MeasureSpec[],
): (measure: MeasureSpec) => string {
  const { t } = useTranslation("dashboards");
  const { fieldAt } = useFieldPaths(
    entity,
    measures.flatMap(({ field }) => field ?? []),
  );
  return (measure) => {
    if (measure.name) return measure.name;
    const summary = t(`summary.${measure.summary}`);
    const field = measure.field ? fieldAt(measure.field)?.name : undefined;
    if (!field) return summary;
    return measure.summary === "sum" ? field : `${field} · ${summary}`;
  };
}
