/** A measured number as text: exact where it is read, compact where it is glanced at. */
import { formatCompact, formatNumber, formatPercent, type NumberLanguage } from "@/lib/numbers";
import type { Span } from "@/lib/spans";
import { spanOfHours } from "@/lib/spans";
import type { MeasureSpec, ShowAs } from "../widget";

export type Look = { readonly show: ShowAs; readonly places?: number | undefined };

export type FigureWords = {
  readonly language: NumberLanguage;
  readonly span: (span: Span) => string;
};

export const none = "–";

export function figure(
  value: string | number | null,
  look: Look,
  words: FigureWords,
  compact = false,
): string {
  if (value === null || value === "") return none;
  switch (look.show) {
    case "percent":
      return formatPercent(value, look.places ?? 2);
    case "duration":
      return words.span(spanOfHours(Number(value)));
    case "money":
      return compact
        ? formatCompact(value, words.language)
        : formatNumber(value, { decimals: look.places ?? 0 });
    case "number":
      return compact
        ? formatCompact(value, words.language)
        : formatNumber(value, look.places ? { decimals: look.places } : {});
  }
}

/** Counts are whole numbers; what is summed keeps the form that the measure names. */
export const lookOf = (measure: MeasureSpec | undefined): Look => ({
  show: measure?.show ?? "number",
  places: measure?.places ?? (measure?.summary === "average" ? 2 : undefined),
});
