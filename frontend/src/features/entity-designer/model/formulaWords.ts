/** Formulas, lookups and rollups told in names. */
import { type EntityDraft, type FieldSpec, fieldOf } from "@/designing/fields/documents";
import { entityById, rowSources, sourceKey } from "./computed";

export type FormulaTold =
  | { readonly text: string }
  | { readonly key: string; readonly params: Readonly<Record<string, string>> };

const mention = /\{([a-z0-9_.]+)\}/g;

/** `{customer.level}` as `客户.等级`, as far as the drafts at hand know the names. */
function namedPath(path: string, entity: EntityDraft, siblings: readonly EntityDraft[]): string {
  let here: EntityDraft | undefined = entity;
  const names = path.split(".").map((id) => {
    const field: FieldSpec | undefined = here && fieldOf(here, id);
    here = field?.entity === undefined ? undefined : entityById(entity, siblings, field.entity);
    return field?.name ?? id;
  });
  return names.join(".");
}

/** Undefined for a field that is not computed. */
export function formulaWords(
  field: FieldSpec,
  entity: EntityDraft,
  siblings: readonly EntityDraft[],
): FormulaTold | undefined {
  switch (field.type) {
    case "formula": {
      const text = String(field.expression ?? "");
      return { text: text.replace(mention, (_whole, path: string) => namedPath(path, entity, siblings)) };
    }
    case "lookup": {
      const path = `${String(field.through)}.${String(field.field)}`;
      return { text: namedPath(path, entity, siblings) };
    }
    case "rollup": {
      const source = rowSources(entity, siblings).find((one) => sourceKey(one) === sourceKey(field));
      const column = source?.fields.find((one) => one.id === field.field)?.name ?? "";
      const params = { source: source?.name ?? "", column };
      return { key: String(field.summary), params };
    }
    default:
      return undefined;
  }
}
