import { TextField } from "@/ui/shared/TextField";
import { textValue, type WidgetProps } from "./widget";

export function TextInput({ field, frame, value, onChange, disabled }: WidgetProps) {
  return (
    <TextField
      {...frame}
      value={textValue(value)}
      onChange={(text) => onChange(text === "" ? null : text)}
      disabled={disabled}
      maxLength={field.max_length ?? 255}
    />
  );
}
