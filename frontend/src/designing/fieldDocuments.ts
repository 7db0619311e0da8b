/** Fields of a draft as screens know fields: what is published may be missing from what was just made. */
import type { CellName, FieldDocument, WidgetName } from "@/api/documents";
import { isList, isObject, type Json } from "@/lib/json";
import table from "./fieldTypes.json";

export type FieldFacts = {
  readonly widget: WidgetName;
  readonly cell: CellName;
  /** Names with blanks between. */
  readonly operators: string;
  readonly computed: boolean;
  readonly unique?: boolean;
  readonly title?: boolean;
  /** Types that take all values of this one, and those that take some: names with blanks between. */
  readonly becomes?: { readonly whole: string; readonly partly: string };
  /** The type's own settings and their defaults; null for those without one. */
  readonly settings: Readonly<Record<string, Json>>;
};

const types = table as unknown as Readonly<Record<string, FieldFacts>>;

export const factsOf = (type: string): FieldFacts | undefined => types[type];

type Spec = { readonly id: string; readonly key: string; readonly name: string; readonly type: string };

/** Key of an entity by its id, for links. */
export type EntityKeys = ReadonlyMap<string, string>;

const isSpec = (value: Json): value is Spec & { readonly [member: string]: Json } =>
  isObject(value) && typeof value.id === "string" && typeof value.type === "string";

/** `published` is the same field as it runs now: computed types answer their operators and results there. */
export function fieldDocument(
  spec: Spec & { readonly [member: string]: Json },
  keys: EntityKeys,
  published?: FieldDocument,
): FieldDocument {
  const facts = types[spec.type];
  const same = published?.type === spec.type ? published : undefined;
  const columns = isList(spec.fields)
    ? {
        fields: spec.fields.filter(isSpec).map((column) =>
          fieldDocument(
            column,
            keys,
            same?.fields?.find((one) => one.id === column.id),
          ),
        ),
      }
    : {};
  const key = typeof spec.entity === "string" ? keys.get(spec.entity) : undefined;
  const computed = facts?.computed ?? false;
  const plain = spec as unknown as Pick<FieldDocument, "id" | "key" | "name" | "type">;
  return {
    ...(computed ? same : {}),
    ...plain,
    ...columns,
    ...(key === undefined ? {} : { entity_key: key }),
    widget: facts?.widget ?? "text-input",
    cell: facts?.cell ?? "text",
    operators: same?.operators ?? facts?.operators.split(" ") ?? [],
    access: computed ? "read" : "write",
    computed,
  };
}
