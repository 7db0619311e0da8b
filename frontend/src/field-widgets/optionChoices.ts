/** The options of a choice as a list to pick from; archived ones stay only where they are chosen already. */
import type { FieldDocument } from "@/api/documents";
import { optionOf, tagOf } from "@/field-cells/choiceCell";
import type { PickOption } from "./parts/PickList";

export const searchFrom = 9;

export const pickOption = (field: FieldDocument, id: string): PickOption => ({
  id,
  label: optionOf(field, id)?.name ?? id,
  face: tagOf(field, id),
});

export const loadOptions = (field: FieldDocument) => async (sought: string) => {
  const text = sought.toLowerCase();
  return (field.options ?? [])
    .filter((option) => !option.archived && option.name.toLowerCase().includes(text))
    .map((option) => pickOption(field, option.id));
};
