import Decimal from "decimal.js";
import { fractionOf } from "@/field-cells/percentCell";
import { NumberField } from "@/ui-phone/NumberField";
import { textValue, type WidgetProps } from "./widget";

/** Typed and shown in hundredths, kept as a fraction. */
export function PercentInput({ frame, value, onChange, disabled }: WidgetProps) {
  const fraction = textValue(value);
  return (
    <NumberField
      {...frame}
      label={`${frame.label} (%)`}
      value={fraction === "" ? null : new Decimal(fraction).times(100).toFixed()}
      disabled={disabled}
      onChange={(number) => onChange(fractionOf(number ?? "") ?? null)}
    />
  );
}
