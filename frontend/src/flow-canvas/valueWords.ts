/** A value of a condition as people read it; an empty side is shown as empty, not as nothing. */
import type { Json } from "@/lib/json";

export function valueWords(value: Json | undefined): string {
  if (value === null || value === undefined || value === "") return "∅";
  if (Array.isArray(value)) return value.map((one) => valueWords(one as Json)).join(" · ");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
