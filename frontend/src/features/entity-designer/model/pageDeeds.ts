/** What the author means with the page of a record, as commands. */
import type { BlockDraft, EntityDraft } from "@/designing/fields/documents";
import { newItemId } from "@/designing/ids";
import { stepTarget } from "@/designing/model/lists";
import type { CommandOf, PageCommand } from "./commands";
import { step } from "./deeds";
import { blockOf, blocksIn, blocksOf, mostFacts, type Place, pageOf, placeOf, places } from "./recordPage";

export type PageSelection =
  | { readonly kind: "page" }
  | { readonly kind: "fact"; readonly id: string }
  | { readonly kind: "block"; readonly id: string };

/** A block that is not on the page yet. */
export type NewBlock = Omit<BlockDraft, "id">;

type Spot = { readonly place: Place; readonly before: string | null };

/** After the block that is selected; beside the record where none is. */
export function blockSpot(entity: EntityDraft, selection: PageSelection): Spot {
  const page = pageOf(entity);
  if (selection.kind !== "block" || !blockOf(page, selection.id)) return { place: "side", before: null };
  const place = placeOf(page, selection.id);
  const ids = blocksIn(page, place).map((one) => one.id);
  return { place, before: ids[ids.indexOf(selection.id) + 1] ?? null };
}

export const addBlock = (
  entity: EntityDraft,
  made: NewBlock,
  { place, before }: Spot,
  name: string,
): CommandOf<"page.addBlock"> => {
  const taken = new Set(blocksOf(pageOf(entity)).map((one) => one.id));
  const block = { ...made, id: newItemId("b", taken) };
  return { do: "page.addBlock", entity: entity.id, block, place, before, say: step("addBlock", { name }) };
};

export const moveBlock = (
  entity: EntityDraft,
  block: string,
  { place, before }: Spot,
  name: string,
): PageCommand => ({
  do: "page.moveBlock",
  entity: entity.id,
  block,
  place,
  before,
  say: step("moveBlock", { name }),
});

/** One tab on; over the edge of its place into the other one. */
export function stepBlock(
  entity: EntityDraft,
  block: string,
  by: 1 | -1,
  name: string,
): PageCommand | undefined {
  const page = pageOf(entity);
  const place = placeOf(page, block);
  const ids = blocksIn(page, place).map((one) => one.id);
  const before = stepTarget(ids, block, by);
  if (before !== undefined) return moveBlock(entity, block, { place, before }, name);
  const next = places[places.indexOf(place) + by];
  if (!next || blockOf(page, block)?.kind === "details") return undefined;
  const first = blocksIn(page, next)[0]?.id ?? null;
  return moveBlock(entity, block, { place: next, before: by > 0 ? first : null }, name);
}

export const removeBlock = (entity: EntityDraft, block: string, name: string): PageCommand => ({
  do: "page.removeBlock",
  entity: entity.id,
  block,
  say: step("removeBlock", { name }),
});

export const renameBlock = (entity: EntityDraft, block: string, name: string, old: string): PageCommand => ({
  do: "page.setBlock",
  entity: entity.id,
  block,
  members: { name: name.trim() },
  same: `${entity.id}.page.${block}.name`,
  say: step("block", { name: old }),
});

export const setList = (
  entity: EntityDraft,
  block: string,
  members: CommandOf<"page.setList">["members"],
  name: string,
): PageCommand => ({
  do: "page.setList",
  entity: entity.id,
  block,
  members,
  same: `${entity.id}.page.${block}.${Object.keys(members).join()}`,
  say: step("block", { name }),
});

export const setPageForm = (entity: EntityDraft, form: string | null): PageCommand => ({
  do: "page.set",
  entity: entity.id,
  form,
  say: step("pageForm"),
});

export const clearPage = (entity: EntityDraft): PageCommand => ({
  do: "page.clear",
  entity: entity.id,
  say: step("clearPage"),
});

/** The fact before which a new one comes: after the one that is selected. */
export function factSpot(entity: EntityDraft, selection: PageSelection): string | null {
  const facts = pageOf(entity).facts ?? [];
  return selection.kind === "fact" ? (facts[facts.indexOf(selection.id) + 1] ?? null) : null;
}

export const mayAddFact = (entity: EntityDraft): boolean => (pageOf(entity).facts ?? []).length < mostFacts;

const onFact = (entity: EntityDraft, field: string, key: string, name: string) => ({
  entity: entity.id,
  field,
  say: step(key, { name }),
});

export const addFact = (
  entity: EntityDraft,
  field: string,
  before: string | null,
  name: string,
): PageCommand => ({ do: "page.addFact", ...onFact(entity, field, "addFact", name), before });

export const moveFact = (
  entity: EntityDraft,
  field: string,
  before: string | null,
  name: string,
): PageCommand => ({ do: "page.moveFact", ...onFact(entity, field, "moveFact", name), before });

export function stepFact(
  entity: EntityDraft,
  field: string,
  by: 1 | -1,
  name: string,
): PageCommand | undefined {
  const before = stepTarget(pageOf(entity).facts ?? [], field, by);
  return before === undefined ? undefined : moveFact(entity, field, before, name);
}

export const removeFact = (entity: EntityDraft, field: string, name: string): PageCommand => ({
  do: "page.removeFact",
  ...onFact(entity, field, "removeFact", name),
});
