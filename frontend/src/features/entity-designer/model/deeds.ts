/** What the author means, as commands: by click, key and drag alike. */
import { type CheckDraft, type EntityDraft, type FieldSpec, fieldOf } from "@/designing/fields/documents";
import { type NewField, type NewNames, newFields } from "@/designing/fields/newFields";
import type { Say } from "@/designing/model/command";
import { stepTarget } from "@/designing/model/lists";
import type { CommandOf, EntityCommand, EntityMembers } from "./commands";

export type Selection =
  | { readonly kind: "entity" }
  | { readonly kind: "field"; readonly id: string }
  | { readonly kind: "stage"; readonly gate: string; readonly option: string };

/** The sentence of a step, in the texts of this designer. */
export const step = (key: string, params?: Say["params"]): Say => ({
  key: `entityDesigner:step.${key}`,
  ...(params ? { params } : {}),
});

export const nameOf = (entity: EntityDraft, id: string): string => fieldOf(entity, id)?.name ?? id;

/** Where something new comes: after the field that is selected, else at the end. */
export function spotAfter(entity: EntityDraft, selection: Selection): string | null {
  if (selection.kind !== "field") return null;
  const at = entity.fields.findIndex((field) => field.id === selection.id);
  return at < 0 ? null : (entity.fields[at + 1]?.id ?? null);
}

export const addFields = (
  entity: EntityDraft,
  fields: readonly FieldSpec[],
  before: string | null,
): CommandOf<"fields.add"> => ({
  do: "fields.add",
  entity: entity.id,
  fields,
  before,
  say: step(fields.length > 1 ? "addMany" : "add", { name: fields[0]?.name ?? "", count: fields.length }),
});

export const addNew = (
  entity: EntityDraft,
  wanted: readonly NewField[],
  before: string | null,
  names: NewNames,
): CommandOf<"fields.add"> => addFields(entity, newFields(entity, wanted, names), before);

export const setEntity = (entity: EntityDraft, members: EntityMembers): EntityCommand => ({
  do: "entity.set",
  entity: entity.id,
  members,
  same: `${entity.id}.${Object.keys(members).join()}`,
  say: step("entity", { name: members.name ?? entity.name }),
});

export const setField = (
  entity: EntityDraft,
  field: string,
  members: Partial<FieldSpec>,
): CommandOf<"field.set"> => ({
  do: "field.set",
  entity: entity.id,
  field,
  members,
  same: `${entity.id}.${field}.${Object.keys(members).join()}`,
  say: step("field", { name: nameOf(entity, field) }),
});

export const retype = (entity: EntityDraft, to: FieldSpec): CommandOf<"field.retype"> => ({
  do: "field.retype",
  entity: entity.id,
  field: to.id,
  to,
  say: step("retype", { name: to.name }),
});

export const moveField = (
  entity: EntityDraft,
  field: string,
  before: string | null,
): CommandOf<"field.move"> => ({
  do: "field.move",
  entity: entity.id,
  field,
  before,
  say: step("move", { name: nameOf(entity, field) }),
});

/** One place up or down; undefined at either end. */
export function moveStep(entity: EntityDraft, field: string, by: 1 | -1): EntityCommand | undefined {
  const ids = entity.fields.map((one) => one.id);
  const before = stepTarget(ids, field, by);
  return before === undefined ? undefined : moveField(entity, field, before);
}

export const removeField = (entity: EntityDraft, field: string): CommandOf<"fields.remove"> => ({
  do: "fields.remove",
  entity: entity.id,
  fields: [field],
  say: step("remove", { name: nameOf(entity, field) }),
});

/** The same settings once more under another id, key and name, right after it. */
export function duplicate(entity: EntityDraft, field: FieldSpec, name: string): CommandOf<"fields.add"> {
  const [made] = newFields(entity, [{ label: name, type: field.type }], noNames);
  const copy = { ...field, id: made?.id ?? "", key: made?.key ?? "", name, unique: false };
  const { unique: _unique, ...rest } = copy;
  return addFields(entity, [rest], spotAfter(entity, { kind: "field", id: field.id }));
}

const noNames: NewNames = { option: String, column: "", linked: "" };

export const setUnique = (entity: EntityDraft, fields: readonly string[], on: boolean): EntityCommand => ({
  do: on ? "unique.add" : "unique.remove",
  entity: entity.id,
  fields,
  say: step(on ? "addUnique" : "removeUnique", { names: fields.map((id) => nameOf(entity, id)).join("、") }),
});

export const putCheck = (entity: EntityDraft, check: CheckDraft): EntityCommand => ({
  do: "check.put",
  entity: entity.id,
  check,
  same: `${entity.id}.${check.id}`,
  say: step("check", { name: check.name }),
});

export const removeCheck = (entity: EntityDraft, check: CheckDraft): EntityCommand => ({
  do: "check.remove",
  entity: entity.id,
  check: check.id,
  say: step("removeCheck", { name: check.name }),
});
