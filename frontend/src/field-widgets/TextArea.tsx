import { TextField } from "@/ui/shared/TextField";
import { textValue, type WidgetProps } from "./widget";

export function TextArea({ field, frame, value, onChange, disabled }: WidgetProps) {
  return (
    <TextField
      {...frame}
      rows={3}
      value={textValue(value)}
      onChange={(text) => onChange(text === "" ? null : text)}
      disabled={disabled}
      maxLength={field.max_length ?? 20_000}
    />
  );
}
