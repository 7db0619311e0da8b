/** What columns come to: which summaries a field offers, and the one question that answers them all. */
import type { EntityDocument, FieldDocument, GridLayoutDocument } from "@/api/documents";
import type { GroupQuestion } from "@/api/records";
import { askedAt, type Entities, type FieldAtPath } from "@/features/records/model/fields";

export type Summary = "sum" | "average" | "count" | "min" | "max";

/** By column id. */
export type Summaries = Readonly<Record<string, Summary>>;

const numbers = new Set(["integer", "decimal", "money", "percent"]);
const days = new Set(["date", "moment"]);
const uncounted = new Set(["lookup", "multi_choice", "file", "photo", "sub_table", "location"]);

const isNumber = (field: FieldDocument): boolean =>
  numbers.has(field.type) || (Boolean(field.computed) && field.result === "number");

export function offered({ field, linked }: FieldAtPath): readonly Summary[] {
  if (linked || field.many || uncounted.has(field.type) || field.access === "masked") return [];
  if (isNumber(field)) return ["sum", "average", "min", "max", "count"];
  return days.has(field.type) || field.result === "date" ? ["min", "max", "count"] : ["count"];
}

const known: ReadonlySet<string> = new Set(["sum", "average", "count", "min", "max"]);

/** As the view was saved. */
export function summariesOf(
  document: GridLayoutDocument,
  entity: EntityDocument,
  entities: Entities,
): Summaries {
  const found = document.columns.flatMap(({ field, summary = "" }) => {
    const at = askedAt(entity, entities, field);
    return at && known.has(summary) ? [[at.key, summary as Summary] as const] : [];
  });
  return Object.fromEntries(found);
}

/** Column ids in the order of the measures `m0`, `m1` … */
export const measured = (summaries: Summaries): readonly string[] => Object.keys(summaries).sort();

export const measuresOf = (summaries: Summaries): GroupQuestion["measures"] =>
  measured(summaries).map((key, index) => ({
    id: `m${index}`,
    summary: summaries[key] ?? "count",
    field: key,
  }));

export function withSummary(summaries: Summaries, column: string, summary: Summary | undefined): Summaries {
  const { [column]: _, ...rest } = summaries;
  return summary ? { ...rest, [column]: summary } : rest;
}
