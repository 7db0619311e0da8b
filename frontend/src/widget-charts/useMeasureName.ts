import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import type { MeasureSpec } from "./widget";

/** A measure bears its own name, or that of what it does. */
export function useMeasureName(): (measure: MeasureSpec) => string {
  const { t } = useTranslation("dashboards");
  return useCallback((measure) => measure.name || t(`summary.${measure.summary}`), [t]);
}
