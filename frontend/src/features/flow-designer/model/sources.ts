/** Where a value that a step writes or sends comes from. */
import { isObject, type Json } from "@/lib/json";

export const sourceKinds = ["fixed", "field", "formula", "token", "output"] as const;
export type SourceKind = (typeof sourceKinds)[number];

export const tokens = ["today", "now", "initiator"] as const;

/** The kind of a source with its text; a fixed value has none. */
export function sourceOf(value: Json): { readonly kind: SourceKind; readonly text: string } {
  if (isObject(value)) {
    for (const kind of sourceKinds) {
      const text = value[kind];
      if (typeof text === "string") return { kind, text };
    }
  }
  return { kind: "fixed", text: "" };
}
