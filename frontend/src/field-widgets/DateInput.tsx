import { DateField } from "@/ui-phone/DateField";
import { textValue, type WidgetProps } from "./widget";

export function DateInput({ frame, value, onChange, disabled }: WidgetProps) {
  return <DateField {...frame} value={textValue(value) || null} disabled={disabled} onChange={onChange} />;
}
