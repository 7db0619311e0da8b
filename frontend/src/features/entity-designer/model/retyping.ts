/** Another type for a field: which types are offered, and the settings that come along. */
import { factsOf } from "@/designing/fieldDocuments";
import { type EntityDraft, type FieldSpec, fieldOf } from "@/designing/fields/documents";
import { type NewNames, newFields, newTypes } from "@/designing/fields/newFields";

export type Fate = "whole" | "partly" | "anew";

/** What becomes of values: all are kept, those that mean something are kept, or the field begins empty. */
export function fateOf(old: string, type: string): Fate {
  const becomes = factsOf(old)?.becomes;
  const within = (names: string | undefined) => names?.split(" ").includes(type) ?? false;
  if (within(becomes?.whole)) return "whole";
  return within(becomes?.partly) ? "partly" : "anew";
}

/** Types that a field may become; the title must stay one by which records are known. */
export const offeredTypes = (entity: EntityDraft, field: FieldSpec): readonly string[] =>
  newTypes.filter(
    (type) =>
      type !== field.type &&
      !factsOf(type)?.computed &&
      (field.id !== entity.title || factsOf(type)?.title === true),
  );

const shared = ["id", "key", "name", "help", "required"] as const;

/**
 * The field with another type. What both types have stays (options, places, limits); the rest is what a new field of
 * that type has. A default of the old type goes.
 */
export function retyped(
  entity: EntityDraft,
  id: string,
  type: string,
  names: NewNames,
): FieldSpec | undefined {
  const old = fieldOf(entity, id);
  const [fresh] = newFields(entity, [{ label: old?.name ?? "", type }], names);
  if (!old || !fresh) return undefined;
  const own = factsOf(type)?.settings ?? {};
  const kept = Object.keys(old).filter(
    (name) => shared.some((one) => one === name) || (name in own && name !== "fields"),
  );
  const unique = factsOf(type)?.unique && old.unique === true ? { unique: true } : {};
  const required = factsOf(type)?.computed ? { required: false } : {};
  return {
    ...fresh,
    ...Object.fromEntries(kept.map((name) => [name, old[name] ?? null])),
    ...unique,
    ...required,
    type,
  } as FieldSpec;
}
