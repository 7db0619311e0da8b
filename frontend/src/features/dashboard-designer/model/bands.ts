/** Thresholds of a metric: the first band has no lower end, each of the others begins higher than the one before. */
import type { Level } from "@/widget-charts/widget";
import type { BandDraft, MetricDraft } from "./documents";

export const levels: readonly Level[] = ["risk", "warning", "healthy"];

const share = (metric: MetricDraft): boolean => metric.show === "percent";

/** As people write it: a share of 0.8 is 80. */
export const typed = (metric: MetricDraft, least: string): string =>
  share(metric) ? String(Number((Number(least) * 100).toFixed(6))) : least;

/** As the metric holds it; undefined for what is no number. */
export function stored(metric: MetricDraft, text: string): string | undefined {
  const plain = text.replace(/[\s,%，％]/g, "");
  if (!/^-?\d{1,15}(\.\d{1,6})?$/.test(plain)) return undefined;
  return share(metric) ? String(Number((Number(plain) / 100).toFixed(8))) : plain;
}

export const rises = (bands: readonly BandDraft[]): boolean =>
  bands.slice(1).every((band, at) => at === 0 || Number(band.least) > Number(bands[at]?.least));

/** Three bands to begin with: under 80 a risk, from 100 healthy; of shares these are percents. */
export const firstBands = (metric: MetricDraft): readonly BandDraft[] =>
  share(metric)
    ? [{ level: "risk" }, { level: "warning", least: "0.8" }, { level: "healthy", least: "1" }]
    : [{ level: "risk" }, { level: "warning", least: "80" }, { level: "healthy", least: "100" }];

/** One more above the last. */
export function withBand(metric: MetricDraft): readonly BandDraft[] {
  const bands = metric.bands ?? [];
  const last = bands.at(-1);
  if (!last) return firstBands(metric);
  const from = Number(last.least ?? 0);
  const step = share(metric) ? 0.1 : Math.max(1, Math.abs(from) / 10);
  return [...bands, { level: "healthy", least: String(Number((from + step).toFixed(6))) }];
}

/** Without the first, the next one has no lower end. */
export const withoutBand = (bands: readonly BandDraft[], at: number): readonly BandDraft[] =>
  bands
    .filter((_band, place) => place !== at)
    .map((band, place) => (place === 0 ? { level: band.level } : band));
