/** What the shared editors of fields need, from the form's desk. */
import { type FieldSpec, fieldOf } from "@/designing/fields/documents";
import type { FieldEditing } from "@/designing/fields/editing";
import type { FormDesk } from "./DeskContext";
import { setField } from "./model/deeds";

export const editingOf = (desk: FormDesk, field: FieldSpec): FieldEditing => ({
  field,
  published: desk.published.entity ? fieldOf(desk.published.entity, field.id) : undefined,
  siblings: desk.entity.fields,
  names: desk.names,
  onSet: (members) => desk.run(setField(desk, field.id, members)),
});
