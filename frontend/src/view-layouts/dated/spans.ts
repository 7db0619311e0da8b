/** Records that lie on days: which days, what to ask for a stretch of days, and what a move writes. */
import type { EntityDocument, FieldDocument } from "@/api/documents";
import type { Changes, RecordValues } from "@/api/records";
import { askedAt, type Entities, type FieldAtPath } from "@/features/records/model/fields";
import { instantOf } from "@/field-cells/momentCell";
import type { Condition } from "@/lib/condition/condition";
import { addDays, type Day, daysBetween, isDay } from "@/lib/days";
import { formatMoment } from "@/lib/moments";

/** `end` is never before `start`. */
export type Span = { readonly start: Day; readonly end: Day };

export type SpanFields = {
  readonly start: FieldAtPath;
  readonly end: FieldAtPath | undefined;
  readonly movable: boolean;
  readonly resizable: boolean;
};

type Dated = { readonly start: string; readonly end?: string | null };

export const isMoment = (field: FieldDocument): boolean =>
  field.type === "moment" || field.result === "moment";

const open = (at: FieldAtPath): boolean => at.field.access === "write" && !at.linked;

export function spanFields(
  layout: Dated,
  entity: EntityDocument,
  entities: Entities,
): SpanFields | undefined {
  const start = askedAt(entity, entities, layout.start);
  if (!start) return undefined;
  const end = layout.end ? askedAt(entity, entities, layout.end) : undefined;
  const changing = entity.actions.includes("update");
  return {
    start,
    end,
    movable: changing && open(start) && (!end || open(end)),
    resizable: changing && end !== undefined && open(end),
  };
}

function dayOf(value: unknown, field: FieldDocument, zone: string): Day | undefined {
  if (typeof value !== "string" || value === "") return undefined;
  const day = isMoment(field) ? formatMoment(value, zone).slice(0, 10) : value.slice(0, 10);
  return isDay(day) ? day : undefined;
}

/** Undefined for a record without a start. */
export function spanOf(record: RecordValues, { start, end }: SpanFields, zone: string): Span | undefined {
  const first = dayOf(record[start.key], start.field, zone);
  if (!first) return undefined;
  const last = end && dayOf(record[end.key], end.field, zone);
  return { start: first, end: last && last > first ? last : first };
}

/** "14:30" where the start is a moment. */
export const timeOf = (record: RecordValues, { start }: SpanFields, zone: string): string => {
  const value = record[start.key];
  return isMoment(start.field) && typeof value === "string" ? formatMoment(value, zone).slice(11) : "";
};

/** Records that touch the days from `first` to `last`. */
export function spanFilter({ start, end }: SpanFields, first: Day, last: Day, zone: string): Condition {
  const from = boundary(start.field, first, zone);
  const test = (key: string, op: string, value: string): Condition => ({ field: key, op, value });
  const begun = isMoment(start.field)
    ? test(start.key, "lt", boundary(start.field, addDays(last, 1), zone))
    : test(start.key, "lte", last);
  const within = test(start.key, "gte", from);
  return { all: [begun, end ? { any: [within, test(end.key, "gte", from)] } : within] };
}

const boundary = (field: FieldDocument, day: Day, zone: string): string =>
  isMoment(field) ? (instantOf(`${day} 00:00`, zone) ?? day) : day;

/** The value on another day; a moment keeps its time by the clock of the zone. */
function onDay(value: unknown, field: FieldDocument, day: Day, zone: string): string {
  if (!isMoment(field)) return day;
  if (typeof value !== "string" || value === "") return boundary(field, day, zone);
  const [old = day, time = "00:00"] = formatMoment(value, zone).split(" ");
  const rest = Date.parse(value) - Date.parse(instantOf(`${old} ${time}`, zone) ?? value);
  const instant = Date.parse(instantOf(`${day} ${time}`, zone) ?? value) + rest;
  return new Date(instant).toISOString().replace(".000Z", "Z");
}

/** What to write so that the record lies on other days; an end that was empty stays so while its day is the start's. */
export function spanChanges(record: RecordValues, fields: SpanFields, to: Span, zone: string): Changes {
  const { start, end } = fields;
  const before = spanOf(record, fields, zone);
  const changes: Record<string, string> = {};
  if (before?.start !== to.start) {
    changes[start.key] = onDay(record[start.key], start.field, to.start, zone);
  }
  if (!end) return changes;
  const empty = record[end.key] === null || record[end.key] === undefined;
  if (empty && to.end === to.start) return changes;
  if (before?.end !== to.end) {
    changes[end.key] = onDay(empty ? record[start.key] : record[end.key], end.field, to.end, zone);
  }
  return changes;
}

/** What stood there before: what taking back writes. */
export const formerValues = (record: RecordValues, changes: Changes): Changes =>
  Object.fromEntries(Object.keys(changes).map((key) => [key, (record[key] ?? null) as Changes[string]]));

export const movedBy = ({ start, end }: Span, days: number): Span => ({
  start: addDays(start, days),
  end: addDays(end, days),
});

/** Never ends before it starts. */
export const endingAt = ({ start }: Span, end: Day): Span => ({ start, end: end < start ? start : end });

export const lengthOf = ({ start, end }: Span): number => daysBetween(start, end) + 1;
