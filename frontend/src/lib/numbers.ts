/** Shows numbers the way readers of each language count: 万/亿 in Chinese, K/M/B in English. */
import Decimal from "decimal.js";

export type NumberLanguage = "zh-CN" | "en";

type Step = { readonly from: string; readonly suffix: string };

const steps: Record<NumberLanguage, readonly Step[]> = {
  "zh-CN": [
    { from: "1e8", suffix: "亿" },
    { from: "1e4", suffix: "万" },
  ],
  en: [
    { from: "1e9", suffix: "B" },
    { from: "1e6", suffix: "M" },
    { from: "1e3", suffix: "K" },
  ],
};

export type NumberFormat = {
  /** Fixed number of decimals; without it the value keeps its own (at most 6). */
  readonly decimals?: number;
  readonly grouping?: boolean;
};

/** "1234567.5" → "1,234,567.5". Exact: the decimal string never becomes a binary float. */
export function formatNumber(value: string | number, format: NumberFormat = {}): string {
  const decimal = new Decimal(value);
  const places = format.decimals ?? Math.min(decimal.decimalPlaces(), 6);
  const fixed = decimal.toFixed(places, Decimal.ROUND_HALF_UP);
  if (format.grouping === false) return fixed;
  const negative = fixed.startsWith("-");
  const [whole = "", fraction] = (negative ? fixed.slice(1) : fixed).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return `${negative ? "-" : ""}${grouped}${fraction === undefined ? "" : `.${fraction}`}`;
}

/** "10005534" → "1,000.6万" or "10M": three to four significant figures, for tiles and axes. */
export function formatCompact(value: string | number, language: NumberLanguage): string {
  const decimal = new Decimal(value);
  for (const { from, suffix } of steps[language]) {
    if (decimal.abs().gte(from)) {
      const scaled = decimal.div(from);
      const places = scaled.abs().gte(1000) ? 1 : 2;
      return `${formatNumber(trim(scaled.toFixed(places)))}${suffix}`;
    }
  }
  return formatNumber(trim(decimal.toFixed(2)));
}

/** A fraction ("0.6315") as a percentage ("63.15%"). */
export function formatPercent(fraction: string | number, decimals = 2): string {
  return `${formatNumber(trim(new Decimal(fraction).times(100).toFixed(decimals)))}%`;
}

const trim = (fixed: string): string => (fixed.includes(".") ? fixed.replace(/\.?0+$/, "") : fixed);
