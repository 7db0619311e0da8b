/** How a field first stands on a form. */
import type { FieldSpec } from "@/designing/fields/documents";
import type { Placement } from "./documents";

const full = new Set<string>(["long_text", "sub_table", "photo", "file", "location"]);

/** Half a row, unless the widget wants to be wide. */
export const usualWidth = (type: string): number => (full.has(type) ? 24 : 12);

export function placeFor(field: FieldSpec): Placement {
  const width = usualWidth(field.type);
  return width === 24 ? { field: field.id } : { field: field.id, width };
}
