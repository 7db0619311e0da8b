/** What can be put on the page of a record: blocks, lists of other records, facts. */
import type { EntityDocument, EntityName, FieldDocument } from "@/api/documents";
import type { BlockDraft, EntityDraft, PageDraft } from "@/designing/fields/documents";
import { systemKeys } from "@/lib/systemKeys";
import type { NewBlock } from "./pageDeeds";
import { blockKinds, pageOf, standsAlready } from "./recordPage";

export type ListOffer = {
  readonly key: string;
  readonly name: string;
  readonly made: NewBlock & { readonly records: NonNullable<BlockDraft["records"]> };
};

const telling: ReadonlySet<string> = new Set(["choice", "date", "money", "person"]);

/** Columns that a new list begins with: the title and a few fields that say most. */
export function firstColumns(entity: EntityDocument): readonly string[] {
  const title = entity.fields.find((field) => field.key === entity.title);
  const rest = entity.fields.filter(
    (field) => field !== title && telling.has(field.type) && !field.many && !systemKeys.has(field.key),
  );
  return [...(title ? [title] : []), ...rest.slice(0, 3)].map((field) => field.id);
}

/** Lists of records that link here, then of those that the record's own links hold. */
export function listOffers(
  document: EntityDocument,
  entities: readonly EntityName[],
  others: ReadonlyMap<string, EntityDocument>,
): readonly ListOffer[] {
  const back = document.related.flatMap(({ entity, field, name }) => {
    const other = others.get(entity);
    const through = other?.fields.find((one) => one.key === field);
    if (!other || !through) return [];
    const records = { entity: other.id, through: through.id, columns: firstColumns(other) };
    return { key: `${other.id}.${through.id}`, name, made: { kind: "related" as const, records } };
  });
  const own = document.fields.flatMap((field) => {
    const target = field.type === "link" ? entities.find((one) => one.key === field.entity_key) : undefined;
    const other = others.get(target?.key ?? "");
    if (!target || !other) return [];
    const records = { entity: target.id, columns: firstColumns(other) };
    return { key: field.id, name: field.name, made: { kind: "related" as const, field: field.id, records } };
  });
  return [...back, ...own];
}

/** Keys of the entities whose records could be listed. */
export const listedKeys = (document: EntityDocument): readonly string[] => [
  ...new Set([
    ...document.related.map((one) => one.entity),
    ...document.fields.flatMap((field) =>
      field.type === "link" && field.entity_key ? [field.entity_key] : [],
    ),
  ]),
];

export const sameList = (one: Omit<BlockDraft, "id">, other: Omit<BlockDraft, "id">): boolean =>
  one.field === other.field &&
  one.records?.entity === other.records?.entity &&
  one.records?.through === other.records?.through;

/** Kinds that stand on the page once and do not yet. */
export const freeKinds = (page: PageDraft): readonly NewBlock[] =>
  blockKinds.map((kind) => ({ kind })).filter((made) => !standsAlready(page, { ...made, id: "" }));

const withoutFacts: ReadonlySet<string> = new Set(["sub_table", "file", "photo", "long_text"]);

/** Fields that can be told in a few words and are not at the head yet. */
export const freeFacts = (entity: EntityDraft, document: EntityDocument): readonly FieldDocument[] => {
  const { facts = [] } = pageOf(entity);
  return document.fields.filter(
    (field) =>
      !withoutFacts.has(field.type) &&
      !facts.includes(field.id) &&
      field.key !== "id" &&
      field.key !== "version",
  );
};
