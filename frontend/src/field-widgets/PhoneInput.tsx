import { TextField } from "@/ui/shared/TextField";
import { textValue, type WidgetProps } from "./widget";

export function PhoneInput({ frame, value, onChange, disabled }: WidgetProps) {
  return (
    <TextField
      {...frame}
      kind="tel"
      autoComplete="tel"
      maxLength={40}
      value={textValue(value)}
      onChange={(text) => onChange(text === "" ? null : text)}
      disabled={disabled}
    />
  );
}
