/** A file of people: no entity describes them, so their fields are named by the importer's own texts. */
import type { FieldDocument } from "@/api/documents";
import { openFields, type Shared } from "./mapping";

export const people = "people";

const keys = ["name", "email", "phone", "position", "manager", "department"] as const;

export type PersonKey = (typeof keys)[number];

/** Columns on the department are its levels from the top. */
export const levels: Shared = new Set<PersonKey>(["department"]);

export const personFields = (nameOf: (key: PersonKey) => string): readonly FieldDocument[] =>
  openFields(keys, [], (key) => {
    const known = keys.find((one) => one === key);
    return known ? nameOf(known) : key;
  }).map((field) => (field.key === "name" ? { ...field, required: true } : field));
