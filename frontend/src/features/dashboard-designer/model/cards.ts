/** New cards, and cards that become another type. */
import type { EntityDocument, FieldDocument } from "@/api/documents";
import type { GroupSpec } from "@/widget-charts/widget";
import {
  type CardDraft,
  type CardType,
  groupsOf,
  type MeasureDraft,
  type MetricDraft,
  measuresOf,
} from "./documents";
import { roleOf } from "./fields";

export const cardTypes: readonly CardType[] = [
  "kpi",
  "bar",
  "line",
  "pie",
  "leaderboard",
  "abc",
  "funnel",
  "table",
];

/** Cells wide and high, as the recommender sizes them. */
const sizes: Partial<Record<CardType, { readonly w: number; readonly h: number }>> = {
  kpi: { w: 6, h: 3 },
  table: { w: 24, h: 8 },
};
const usual = { w: 12, h: 8 };

export const count: MeasureDraft = { id: "count", summary: "count" };

/** Types over groups, which turn into each other. */
export const groupedTypes: readonly CardType[] = ["bar", "line", "pie", "leaderboard", "abc"];

export const isGrouped = (type: CardType): boolean => groupedTypes.includes(type);

export const mostGroups = (type: CardType): number => (type === "bar" || type === "line" ? 2 : 1);
export const mostMeasures = (type: CardType): number => (type === "abc" ? 1 : 6);

const firstOf = (entity: EntityDocument, fits: (field: FieldDocument) => boolean) =>
  entity.fields.find((field) => fits(field) && field.key !== entity.title);

const party = (field: FieldDocument): boolean => ["link", "person", "department"].includes(field.type);
const category = (field: FieldDocument): boolean => ["choice", "boolean", ...parties].includes(field.type);
const parties = ["link", "person", "department"];

/** A date falls into months until somebody says otherwise. */
export const groupOf = (path: string, field: FieldDocument): GroupSpec =>
  roleOf(field) === "time" ? { field: path, bucket: "month" } : { field: path };

function firstGroup(type: CardType, entity: EntityDocument): readonly GroupSpec[] {
  const wanted =
    type === "line"
      ? firstOf(entity, (field) => roleOf(field) === "time")
      : firstOf(entity, (field) => roleOf(field) === "dimension" && !field.many && fitsOf(type)(field));
  return wanted ? [groupOf(wanted.id, wanted)] : [];
}

const fitsOf = (type: CardType) => (type === "abc" ? party : category);

/** Why a card of this type cannot be made of this entity. */
export function missingFor(type: CardType, entity: EntityDocument): "gate" | "party" | undefined {
  if (type === "funnel" && entity.gates.length === 0) return "gate";
  if (type === "abc" && firstGroup(type, entity).length === 0) return "party";
  return undefined;
}

type Made = {
  readonly id: string;
  readonly name: string;
  readonly type: CardType;
  readonly entity: EntityDocument;
  /** For key figures. */
  readonly metric?: string;
};

/** A card that shows something at once: the number of records by what is most likely wanted. */
export function newCard({ id, name, type, entity, metric }: Made): CardDraft {
  const card = { id, type, name, ...(sizes[type] ?? usual) };
  if (type === "kpi") return { ...card, ...(metric === undefined ? {} : { metric }) };
  if (type === "funnel") return { ...card, entity: entity.id, gate: entity.gates[0]?.id ?? "" };
  if (type === "table") {
    const columns = entity.fields.filter((field) => roleOf(field)).slice(0, 5);
    return { ...card, entity: entity.id, columns: columns.map((field) => field.id) };
  }
  return {
    ...card,
    entity: entity.id,
    groups: firstGroup(type, entity).map((one) => ({ ...one })),
    measures: [{ ...count }],
  } as CardDraft;
}

/** The same numbers as another picture; what the other type cannot show is left out. */
export function turned(card: CardDraft, type: CardType): CardDraft {
  const { cutoffs: _cutoffs, ...rest } = card;
  const adds = (measure: MeasureDraft) => type !== "abc" || ["count", "sum"].includes(measure.summary);
  const measures = measuresOf(card).filter(adds).slice(0, mostMeasures(type));
  return {
    ...rest,
    type,
    groups: groupsOf(card).slice(0, mostGroups(type)),
    measures: measures.length > 0 ? measures : [count],
  } as unknown as CardDraft;
}

/** How many records there are, as a metric that can be given thresholds. */
export const countMetric = (app: string, name: string, entity: string): Omit<MetricDraft, "id"> =>
  ({ format: 1, kind: "metric", app, name, entity, measure: count }) as Omit<MetricDraft, "id">;
