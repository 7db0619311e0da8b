/** Dashboard widgets as documents and answers, and what every chart component is given. */

import type { RecordValues } from "@/api/records";
import type { Condition } from "@/lib/condition/condition";
import type { Json } from "@/lib/json";

export type GroupSpec = { readonly field: string; readonly bucket?: string };
export type MeasureSpec = {
  readonly id: string;
  readonly name?: string;
  readonly summary: string;
  readonly field?: string | null;
  readonly show?: ShowAs;
  readonly places?: number;
};
export type ShowAs = "number" | "money" | "percent" | "duration";

type Place = {
  readonly id: string;
  readonly name: string;
  readonly x?: number;
  readonly y?: number;
  readonly w?: number;
  readonly h?: number;
};

type Grouped = Place & {
  readonly entity: string;
  readonly groups?: readonly GroupSpec[];
  readonly measures: readonly MeasureSpec[];
  readonly where?: Condition | null;
  readonly limit?: number;
};

export type KpiWidget = Place & { readonly type: "kpi"; readonly metric: string };
export type BarWidget = Grouped & { readonly type: "bar" };
export type LineWidget = Grouped & { readonly type: "line" };
export type PieWidget = Grouped & { readonly type: "pie" };
export type LeaderboardWidget = Grouped & { readonly type: "leaderboard" };
export type AbcWidget = Grouped & {
  readonly type: "abc";
  /** Cumulated shares at which class A and class B end, as fractions. */
  readonly cutoffs?: { readonly a: string; readonly b: string };
};
export type FunnelWidget = Place & {
  readonly type: "funnel";
  readonly entity: string;
  readonly gate: string;
  readonly amount?: string | null;
  readonly drill?: readonly string[];
};
export type TableWidget = Place & {
  readonly type: "table";
  readonly entity: string;
  readonly columns: readonly string[];
  readonly limit?: number;
};

export type Widget =
  | KpiWidget
  | BarWidget
  | LineWidget
  | PieWidget
  | LeaderboardWidget
  | AbcWidget
  | FunnelWidget
  | TableWidget;

export type Level = "healthy" | "warning" | "risk";

export type MetricDocument = {
  readonly id: string;
  readonly name: string;
  readonly entity: string;
  readonly show?: ShowAs;
  readonly places?: number;
  readonly bands?: readonly { readonly level: Level; readonly least?: string | null }[];
};

export type KpiAnswer = {
  readonly value: string | number | null;
  readonly level?: Level | null;
  readonly parts?: Json;
};

export type GroupRow = {
  readonly groups: readonly Json[];
  readonly labels: readonly string[];
  readonly measures: Readonly<Record<string, Json>>;
};
export type GroupedAnswer = {
  readonly rows: readonly GroupRow[];
  /** The first measure over all groups, also those that are not shown; absent where it does not add up. */
  readonly whole?: string | number;
};

export type ClassName = "A" | "B" | "C";
export type AbcRow = GroupRow & {
  readonly class: ClassName;
  readonly share: string;
  readonly reached: string;
};
export type AbcAnswer = Omit<GroupedAnswer, "rows"> & {
  readonly rows: readonly AbcRow[];
  readonly classes: Readonly<
    Record<ClassName, { readonly count: number; readonly total: string | number; readonly share: string }>
  >;
  /** What belongs to no group, because its dimension is empty. */
  readonly without?: string | number;
};

export type FunnelStage = {
  readonly option: string;
  readonly name: string;
  readonly count: number;
  readonly amount?: string | null;
  /** Share of those that came as far as the first stage, as a fraction. */
  readonly conversion?: string | number | null;
  readonly return_rate?: string | number | null;
  readonly skip_rate?: string | number | null;
  readonly median_hours?: string | number | null;
  readonly p90_hours?: string | number | null;
  readonly stuck?: number | null;
  readonly limit_hours?: string | number | null;
};
export type FunnelAnswer = { readonly stages: readonly FunnelStage[] };

export type TableAnswer = {
  /** Key of the entity. */
  readonly entity: string;
  readonly columns: readonly { readonly key: string; readonly field?: string }[];
  readonly records: readonly RecordValues[];
};

/** What was clicked: the group's values, or a stage; `stuck` asks for those over their limit only. */
export type Mark = {
  readonly title: string;
  readonly groups: readonly Json[];
  readonly stuck?: boolean;
};

export type ChartProps<W extends Widget = Widget, A = unknown> = {
  readonly widget: W;
  readonly answer: A;
  /** Key of the entity, for the names of its fields. */
  readonly entity?: string;
  readonly metric?: MetricDocument | undefined;
  /** Opens the records behind a mark. */
  readonly onMark: (mark: Mark) => void;
};
