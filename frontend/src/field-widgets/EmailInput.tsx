import { TextField } from "@/ui/shared/TextField";
import { textValue, type WidgetProps } from "./widget";

export function EmailInput({ frame, value, onChange, disabled }: WidgetProps) {
  return (
    <TextField
      {...frame}
      kind="email"
      autoComplete="off"
      maxLength={254}
      value={textValue(value)}
      onChange={(text) => onChange(text === "" ? null : text)}
      disabled={disabled}
    />
  );
}
