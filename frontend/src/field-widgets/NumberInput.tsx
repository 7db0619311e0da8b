import { NumberField } from "@/ui-phone/NumberField";
import { textValue, type WidgetProps } from "./widget";

export function NumberInput({ field, frame, value, onChange, disabled }: WidgetProps) {
  const whole = field.type === "integer";
  const label = field.unit ? `${frame.label} (${field.unit})` : frame.label;
  return (
    <NumberField
      {...frame}
      label={label}
      value={textValue(value) || null}
      whole={whole}
      disabled={disabled}
      onChange={(number) => onChange(whole && number !== null ? Number(number) : number)}
    />
  );
}
