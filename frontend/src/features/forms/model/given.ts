/** Values that an address brings along: /r/contact/new?customer=<id> begins with that customer. */
import type { FieldDocument } from "@/api/documents";
import type { Values } from "./wire";

const references = new Set(["link", "person", "department"]);

export const givenValues = (fields: readonly FieldDocument[], search: URLSearchParams): Values =>
  Object.fromEntries(
    fields.flatMap((field) => {
      const value = search.get(field.key);
      if (value === null || field.computed) return [];
      if (references.has(field.type) || field.type === "multi_choice") {
        return [[field.key, field.many || field.type === "multi_choice" ? [value] : value] as const];
      }
      return ["text", "choice", "date"].includes(field.type) ? [[field.key, value] as const] : [];
    }),
  );
