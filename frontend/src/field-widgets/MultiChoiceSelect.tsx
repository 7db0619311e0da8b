import { listOf } from "@/field-cells/cell";
import { loadOptions, pickOption, searchFrom } from "./optionChoices";
import { Picker } from "./parts/Picker";
import type { WidgetProps } from "./widget";

export function MultiChoiceSelect({ field, frame, value, onChange, disabled }: WidgetProps) {
  return (
    <Picker
      frame={frame}
      name={`option:${field.id}:${(field.options ?? []).map((option) => option.id).join()}`}
      load={loadOptions(field)}
      chosen={listOf(value).map((id) => pickOption(field, String(id)))}
      onChoose={(chosen) => onChange(chosen.length > 0 ? chosen.map((option) => option.id) : null)}
      multiple
      searchable={(field.options ?? []).length >= searchFrom}
      disabled={disabled}
    />
  );
}
