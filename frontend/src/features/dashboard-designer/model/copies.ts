/** Copied cards as text: on another board, in another app, even elsewhere, fields are found again by their keys. */
import type { EntityDocument } from "@/api/documents";
import { type Condition, mapTests } from "@/lib/condition/condition";
import { isObject, type Json } from "@/lib/json";
import {
  type CardDraft,
  entityIdOf,
  groupsOf,
  type MeasureDraft,
  type MetricDraft,
  measuresOf,
  type SortDraft,
} from "./documents";

/** An entity as it was known where the cards come from: its key and the keys of its fields by id. */
export type KnownEntity = { readonly key: string; readonly fields: Readonly<Record<string, string>> };

export type CopiedCards = {
  readonly cards: readonly CardDraft[];
  /** Metrics that the cards show, with their thresholds. */
  readonly metrics: readonly MetricDraft[];
  readonly entities: Readonly<Record<string, KnownEntity>>;
};

export const knownEntity = (entity: EntityDocument): KnownEntity => ({
  key: entity.key,
  fields: Object.fromEntries(entity.fields.map((field) => [field.id, field.key])),
});

export const writeCopied = (copied: CopiedCards): string => JSON.stringify({ dougong_cards: copied });

export function readCopied(text: string): CopiedCards | undefined {
  try {
    const held = (JSON.parse(text) as { readonly dougong_cards?: Json }).dougong_cards;
    if (!isObject(held) || !Array.isArray(held.cards) || !Array.isArray(held.metrics)) return undefined;
    return isObject(held.entities) ? (held as unknown as CopiedCards) : undefined;
  } catch {
    return undefined;
  }
}

type Mapped = { readonly entity: string; readonly path: (path: string) => string };

/** The entity with that id here, or the one with the same key; its fields by id or by key. */
function mappingOf(id: string, copied: CopiedCards, here: readonly EntityDocument[]): Mapped | undefined {
  const known = copied.entities[id];
  const entity = here.find((one) => one.id === id) ?? here.find((one) => one.key === known?.key);
  if (!entity) return undefined;
  const own = new Map(entity.fields.map((field) => [field.key, field.id]));
  const ids = new Set(entity.fields.map((field) => field.id));
  const path = (text: string): string => {
    const [head = "", ...rest] = text.split(".");
    const found = ids.has(head) ? head : own.get(known?.fields[head] ?? "");
    return [found ?? head, ...rest].join(".");
  };
  return { entity: entity.id, path };
}

const mappedCondition = (condition: Condition, { path }: Mapped): Condition =>
  mapTests(condition, (test) => {
    const { value } = test;
    const other =
      isObject(value) && typeof value.field === "string" ? { ...value, field: path(value.field) } : value;
    return { ...test, field: path(test.field), ...(other === undefined ? {} : { value: other }) };
  });

const mappedMeasure = (measure: MeasureDraft, mapped: Mapped): MeasureDraft => ({
  ...measure,
  ...(measure.field ? { field: mapped.path(measure.field) } : {}),
  ...(measure.where ? { where: mappedCondition(measure.where, mapped) } : {}),
});

function mappedCard(card: CardDraft, mapped: Mapped): CardDraft {
  const paths = (list: Json | undefined) => (list as readonly string[]).map(mapped.path);
  const next: Record<string, unknown> = { ...card, entity: mapped.entity };
  if (card.groups)
    next.groups = groupsOf(card).map((group) => ({ ...group, field: mapped.path(group.field) }));
  if (card.measures) next.measures = measuresOf(card).map((measure) => mappedMeasure(measure, mapped));
  if (card.columns) next.columns = paths(card.columns);
  if (card.drill) next.drill = paths(card.drill);
  if (typeof card.amount === "string") next.amount = mapped.path(card.amount);
  if (card.sort) {
    const sorts = card.sort as unknown as readonly SortDraft[];
    next.sort = sorts.map((one) => ({ ...one, field: mapped.path(one.field) }));
  }
  if (card.where) next.where = mappedCondition(card.where as unknown as Condition, mapped);
  return next as unknown as CardDraft;
}

export type Pasted = {
  readonly cards: readonly CardDraft[];
  /** Metrics to be made first: nobody knows them here. */
  readonly metrics: readonly MetricDraft[];
  /** Names of cards whose entity does not exist here. */
  readonly lost: readonly string[];
};

/** What can be put here; `known` are metrics that exist here. */
export function pasted(
  copied: CopiedCards,
  here: readonly EntityDocument[],
  known: ReadonlySet<string>,
): Pasted {
  const metrics = copied.metrics
    .filter((one) => !known.has(one.id))
    .flatMap((one): readonly MetricDraft[] => {
      const mapped = mappingOf(one.entity, copied, here);
      if (!mapped) return [];
      const { per, where } = one;
      return [
        {
          ...one,
          entity: mapped.entity,
          measure: mappedMeasure(one.measure, mapped),
          ...(per ? { per: mappedMeasure(per, mapped) } : {}),
          ...(where ? { where: mappedCondition(where, mapped) } : {}),
        },
      ];
    });
  const shown = new Set([...known, ...metrics.map((one) => one.id)]);
  const found = copied.cards.map((card): CardDraft | undefined => {
    if (typeof card.metric === "string") return shown.has(card.metric) ? card : undefined;
    const mapped = mappingOf(entityIdOf(card) ?? "", copied, here);
    return mapped && mappedCard(card, mapped);
  });
  return {
    cards: found.filter((card): card is CardDraft => card !== undefined),
    metrics,
    lost: copied.cards.filter((_card, at) => !found[at]).map((card) => card.name),
  };
}
