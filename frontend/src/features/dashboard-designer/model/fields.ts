/** What a field can do on a board: be grouped by, be measured, tell the time. */
import type { EntityDocument, FieldDocument } from "@/api/documents";

export type FieldRole = "dimension" | "measure" | "time";

/** A field by its path of ids; one behind a link is called by both. */
export type PathField = {
  readonly path: string;
  readonly name: string;
  readonly field: FieldDocument;
};

const roles: Readonly<Record<string, FieldRole>> = {
  text: "dimension",
  phone: "dimension",
  email: "dimension",
  url: "dimension",
  auto_number: "dimension",
  choice: "dimension",
  boolean: "dimension",
  person: "dimension",
  department: "dimension",
  link: "dimension",
  integer: "measure",
  decimal: "measure",
  money: "measure",
  percent: "measure",
  rating: "measure",
  date: "time",
  moment: "time",
};

const byResult: Readonly<Record<string, FieldRole>> = {
  text: "dimension",
  boolean: "dimension",
  number: "measure",
  date: "time",
  moment: "time",
};

export function roleOf(field: FieldDocument): FieldRole | undefined {
  if (field.many || field.key === "id" || field.key === "version") return undefined;
  return roles[field.type] ?? (field.computed ? byResult[field.result ?? ""] : undefined);
}

export const isShare = (field: FieldDocument): boolean =>
  field.type === "percent" || field.display === "percent";

/** What narrows boards: everything that has values to choose from, or days. */
export const filters = (field: FieldDocument): boolean =>
  roleOf(field) === "dimension" || roleOf(field) === "time";

export const groupable = (field: FieldDocument): boolean => filters(field) || roleOf(field) === "measure";

export const measurable = (field: FieldDocument): boolean => roleOf(field) === "measure";

/** Fields of an entity and of those that it links to, one link far. */
export function pathsOf(
  entity: EntityDocument,
  linked: ReadonlyMap<string, EntityDocument>,
): readonly PathField[] {
  const own = entity.fields.map((field): PathField => ({ path: field.id, name: field.name, field }));
  const beyond = entity.fields
    .filter((field) => field.type === "link" && !field.many && field.entity_key !== entity.key)
    .flatMap((link) =>
      (linked.get(link.entity_key ?? "")?.fields ?? [])
        .filter((field) => field.type !== "link")
        .map(
          (field): PathField => ({
            path: `${link.id}.${field.id}`,
            name: `${link.name} · ${field.name}`,
            field,
          }),
        ),
    );
  return [...own, ...beyond];
}
