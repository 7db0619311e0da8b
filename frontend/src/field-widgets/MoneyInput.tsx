import { currencySign } from "@/field-cells/moneyCell";
import { NumberField } from "@/ui-phone/NumberField";
import { textValue, type WidgetProps } from "./widget";

export function MoneyInput({ field, frame, value, onChange, disabled }: WidgetProps) {
  return (
    <NumberField
      {...frame}
      label={`${frame.label} (${currencySign(field.currency).trim()})`}
      value={textValue(value) || null}
      disabled={disabled}
      onChange={onChange}
    />
  );
}
