/** What the shared editors of fields need, from this desk. */
import { type FieldSpec, fieldOf } from "@/designing/fields/documents";
import type { FieldEditing } from "@/designing/fields/editing";
import type { EntityDesk } from "./DeskContext";
import { setField } from "./model/deeds";

export const editingOf = ({ entity, published, names, run }: EntityDesk, field: FieldSpec): FieldEditing => ({
  field,
  published: published ? fieldOf(published, field.id) : undefined,
  siblings: entity.fields,
  names,
  onSet: (members) => run(setField(entity, field.id, members)),
});
