/** A board and its metrics as their drafts hold them: members at their default are absent. */
import type { DesignDocument, Workbench } from "@/designing/model/workbench";
import type { Condition } from "@/lib/condition/condition";
import type { Json } from "@/lib/json";
import type { GroupSpec, Level, ShowAs, Widget } from "@/widget-charts/widget";

export type CardType = Widget["type"];

/** In cells of a grid of 24 columns. */
export type Place = { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
export type Places = Readonly<Record<string, Place>>;

export type CardDraft = Partial<Place> & {
  readonly id: string;
  readonly type: CardType;
  readonly name: string;
  readonly [member: string]: Json | undefined;
};

export const summaries = ["count", "sum", "average", "min", "max", "count_distinct"] as const;
export type Summary = (typeof summaries)[number];

export type MeasureDraft = {
  readonly id: string;
  readonly summary: Summary;
  readonly field?: string | null;
  readonly where?: Condition | null;
};

export type SortDraft = { readonly field: string; readonly descending?: boolean };

export type BandDraft = { readonly level: Level; readonly least?: string | null };

export type FilterDraft = {
  readonly id: string;
  readonly name: string;
  /** Entity → path of the field that is narrowed there. */
  readonly fields: Readonly<Record<string, string>>;
  readonly operator?: string;
  /** Cards that it leaves alone. */
  readonly off?: readonly string[];
};

export type WallPageDraft = {
  readonly id: string;
  readonly name: string;
  readonly widgets?: readonly string[];
};

export type WallDraft = {
  readonly pages?: readonly WallPageDraft[];
  readonly seconds?: number;
  readonly minutes?: number;
};

export type BoardDraft = DesignDocument & {
  readonly description?: string;
  readonly widgets: readonly CardDraft[];
  readonly filters?: readonly FilterDraft[];
  readonly phone?: readonly string[];
  readonly wall?: WallDraft;
};

export type MetricDraft = DesignDocument & {
  readonly entity: string;
  readonly measure: MeasureDraft;
  readonly per?: MeasureDraft | null;
  readonly where?: Condition | null;
  readonly show?: ShowAs;
  readonly places?: number;
  readonly bands?: readonly BandDraft[];
};

export const boardDefaults = { description: "", filters: [], phone: [], wall: {} } as const;
export const filterDefaults = { operator: "in", off: [] } as const;
export const wallDefaults = { pages: [], seconds: 20, minutes: 5 } as const;
export const wallPageDefaults = { widgets: [] } as const;
export const metricDefaults = {
  description: "",
  per: null,
  where: null,
  show: "number",
  places: 0,
  bands: [],
} as const;
export const measureDefaults = { field: null, where: null } as const;
export const groupDefaults = { bucket: "" } as const;
export const sortDefaults = { descending: false } as const;
export const cutoffDefaults = { a: "0.8", b: "0.95" } as const;

const placeDefaults = { x: 0, y: 0, w: 6, h: 4 } as const;
const groupedDefaults = { ...placeDefaults, groups: [], where: null, limit: 50 } as const;

export const cardDefaults: Readonly<Record<CardType, Readonly<Record<string, Json>>>> = {
  kpi: placeDefaults,
  bar: groupedDefaults,
  line: groupedDefaults,
  pie: groupedDefaults,
  leaderboard: groupedDefaults,
  abc: { ...groupedDefaults, cutoffs: {} },
  funnel: { ...placeDefaults, amount: null, where: null, drill: [] },
  table: { ...placeDefaults, where: null, sort: [], limit: 20 },
};

export function boardOf(workbench: Workbench, id: string): BoardDraft | undefined {
  const found = workbench[id];
  return found?.kind === "dashboard" ? (found as BoardDraft) : undefined;
}

export function metricOf(workbench: Workbench, id: string): MetricDraft | undefined {
  const found = workbench[id];
  return found?.kind === "metric" ? (found as MetricDraft) : undefined;
}

export const cardOf = (board: BoardDraft, id: string): CardDraft | undefined =>
  board.widgets.find((one) => one.id === id);

export const filterOf = (board: BoardDraft, id: string): FilterDraft | undefined =>
  board.filters?.find((one) => one.id === id);

export const placeOf = (card: CardDraft): Place => ({
  x: card.x ?? placeDefaults.x,
  y: card.y ?? placeDefaults.y,
  w: card.w ?? placeDefaults.w,
  h: card.h ?? placeDefaults.h,
});

/** A draft as charts and forms of charts know cards. */
export const asWidget = (card: CardDraft): Widget => card as unknown as Widget;

export const groupsOf = (card: CardDraft): readonly GroupSpec[] =>
  (card.groups ?? []) as unknown as readonly GroupSpec[];

export const measuresOf = (card: CardDraft): readonly MeasureDraft[] =>
  (card.measures ?? []) as unknown as readonly MeasureDraft[];

export const entityIdOf = (card: CardDraft): string | undefined =>
  typeof card.entity === "string" ? card.entity : undefined;

/** Metrics that the cards show, each once. */
export const metricIds = (board: BoardDraft): readonly string[] => [
  ...new Set(board.widgets.flatMap((card) => (typeof card.metric === "string" ? [card.metric] : []))),
];
