/** What a task's holder sees and may fill in. */
import type { FieldDocument } from "@/api/documents";
import { isEmpty, type Json } from "@/lib/json";
import type { FieldRight } from "../api";

export type TaskField = { readonly field: FieldDocument; readonly right: FieldRight };

/** Shown in the head of the page or of no use for a decision. */
const system = new Set(["id", "version", "created_at", "created_by", "updated_at", "updated_by"]);

/** Fields in the order of the entity, hidden ones left out; a field that the node does not name may be read. */
export function taskFields(
  fields: readonly FieldDocument[],
  rights: Readonly<Record<string, FieldRight>>,
): readonly TaskField[] {
  return fields
    .map((field) => ({ field, right: rights[field.key] ?? rights[field.id] ?? "read" }) satisfies TaskField)
    .filter(({ field, right }) => right !== "hidden" && !system.has(field.key));
}

export const mayEdit = (right: FieldRight): boolean => right === "edit" || right === "required";

/** Keys of fields that must be filled in before the matter can pass. */
export function missingFields(
  fields: readonly TaskField[],
  values: Readonly<Record<string, Json | readonly string[] | undefined>>,
  edits: Readonly<Record<string, Json>>,
): readonly string[] {
  return fields
    .filter(({ right }) => right === "required")
    .filter(({ field }) =>
      isEmpty((field.key in edits ? edits[field.key] : values[field.key]) as Json | undefined),
    )
    .map(({ field }) => field.key);
}
