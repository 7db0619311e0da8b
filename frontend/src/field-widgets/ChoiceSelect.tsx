import { loadOptions, pickOption, searchFrom } from "./optionChoices";
import { Picker } from "./parts/Picker";
import { textValue, type WidgetProps } from "./widget";

export function ChoiceSelect({ field, frame, value, onChange, disabled }: WidgetProps) {
  const id = textValue(value);
  return (
    <Picker
      frame={frame}
      name={`option:${field.id}:${(field.options ?? []).map((option) => option.id).join()}`}
      load={loadOptions(field)}
      chosen={id === "" ? [] : [pickOption(field, id)]}
      onChoose={([option]) => onChange(option?.id ?? null)}
      searchable={(field.options ?? []).length >= searchFrom}
      disabled={disabled}
    />
  );
}
