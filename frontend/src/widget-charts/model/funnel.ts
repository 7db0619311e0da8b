/** What the funnel shows besides the server's figures: widths, step conversions, the worst stage. */
import type { FunnelStage } from "../widget";

export type FunnelBar = FunnelStage & {
  /** Of the widest stage, 0 to 1. */
  readonly width: number;
  readonly late: boolean;
};

export const numberOf = (value: string | number | null | undefined): number | null => {
  const number = value === null || value === undefined ? Number.NaN : Number(value);
  return Number.isFinite(number) ? number : null;
};

export function funnelBars(stages: readonly FunnelStage[]): readonly FunnelBar[] {
  const most = Math.max(0, ...stages.map((stage) => stage.count));
  return stages.map((stage) => ({
    ...stage,
    width: most > 0 ? stage.count / most : 0,
    late: (stage.stuck ?? 0) > 0,
  }));
}

export const stuckTotal = (stages: readonly FunnelStage[]): number =>
  stages.reduce((sum, stage) => sum + (stage.stuck ?? 0), 0);
