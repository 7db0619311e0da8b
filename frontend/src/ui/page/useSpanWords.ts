import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { partsOfSpan, type Span } from "@/lib/spans";

/** A length of time in the reader's words: "1 天 4 小时". */
export function useSpanWords(): (span: Span) => string {
  const { t } = useTranslation("page");
  return useCallback(
    (span) => {
      const [big, small] = partsOfSpan(span).map(({ unit, count }) => t(`duration.${unit}`, { count }));
      return small ? t("duration.join", { big, small }) : (big ?? "");
    },
    [t],
  );
}
