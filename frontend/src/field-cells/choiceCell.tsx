import type { FieldDocument, OptionDocument } from "@/api/documents";
import { accentFor } from "@/ui/accentFor";
import { OptionTag } from "@/ui/shared/OptionTag";
import { type Cell, read, refuse } from "./cell";

export const optionOf = (field: FieldDocument, id: string): OptionDocument | undefined =>
  field.options?.find((option) => option.id === id);

export const optionNamed = (field: FieldDocument, text: string): OptionDocument | undefined => {
  const sought = text.trim().toLowerCase();
  return field.options?.find((option) => !option.archived && option.name.toLowerCase() === sought);
};

export function tagOf(field: FieldDocument, id: string) {
  const option = optionOf(field, id);
  return (
    <OptionTag key={id} color={accentFor(option?.color)}>
      {option?.name ?? id}
    </OptionTag>
  );
}

export const choiceCell: Cell = {
  toText: (value, field) => (typeof value === "string" ? (optionOf(field, value)?.name ?? value) : ""),
  show: (value, field) => (typeof value === "string" ? tagOf(field, value) : null),
  fromText: (text, field, words) => {
    if (text.trim() === "") return read(null);
    const option = optionNamed(field, text) ?? optionOf(field, text.trim());
    return option ? read(option.id) : refuse(words.t("cells:reason.option", { text: text.trim() }));
  },
};
