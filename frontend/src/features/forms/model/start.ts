/** How a new form begins: defaults of the entity and the form, with tokens resolved for this reader and day. */
import type { FieldDocument, FormDocument } from "@/api/documents";
import { addDays } from "@/lib/condition/period";
import { todayOf } from "@/lib/condition/values";
import { isObject, type Json } from "@/lib/json";
import { systemKeys } from "@/lib/systemKeys";
import type { FormEnvironment } from "./formScene";
import type { Values } from "./wire";

/** A constant of the design for this reader and day. */
export function resolved(value: Json, field: FieldDocument, { clock, reader }: FormEnvironment): Json {
  if (!isObject(value) || typeof value.token !== "string") return value;
  const days = typeof value.days === "number" ? value.days : 0;
  const one = (id: string | null | undefined): Json => (id ? (field.many ? [id] : id) : null);
  switch (value.token) {
    case "today":
      return addDays(todayOf(clock), days);
    case "now":
      return new Date(Number(clock.now / 1000n)).toISOString();
    case "me":
      return one(reader.me);
    case "my_department":
      return one(reader.departments[0]);
    default:
      // What only the server can know (my manager) is filled in when the record is saved.
      return null;
  }
}

export function startValues(
  form: FormDocument,
  fields: readonly FieldDocument[],
  environment: FormEnvironment,
  given: Values = {},
): Values {
  const values: Record<string, Json> = {};
  for (const field of fields) {
    if (field.computed || field.default === undefined || field.default === null) continue;
    const value = resolved(field.default, field, environment);
    if (value !== null) values[field.key] = value;
  }
  for (const place of form.sections.flatMap((section) => section.fields)) {
    const field = fields.find((one) => one.id === place.field);
    if (!field || place.default === undefined || place.default === null) continue;
    const value = resolved(place.default, field, environment);
    if (value !== null) values[field.key] = value;
  }
  return { ...values, ...given };
}

/** The id that writes through a form name; the make-up of an entity without one is no form. */
export const storedForm = (form: FormDocument): string | undefined => (form.app === "" ? undefined : form.id);

/** An entity without a form is entered through all its fields, two beside each other. */
export function formOfEntity(entity: string, name: string, fields: readonly FieldDocument[]): FormDocument {
  const wide = new Set(["long_text", "sub_table", "photo", "file"]);
  const places = fields
    .filter((field) => !systemKeys.has(field.key))
    .map((field) => ({ field: field.id, width: wide.has(field.type) ? 24 : 12 }));
  return { id: `all_${entity}`, app: "", name, entity, sections: [{ id: "all", fields: places }] };
}
