import { TextField } from "@/ui/shared/TextField";
import { textValue, type WidgetProps } from "./widget";

export function UrlInput({ frame, value, onChange, disabled }: WidgetProps) {
  return (
    <TextField
      {...frame}
      kind="url"
      placeholder="https://"
      maxLength={2000}
      value={textValue(value)}
      onChange={(text) => onChange(text === "" ? null : text)}
      disabled={disabled}
    />
  );
}
