/** What a drop on the page of a record does. */
import type { DropSpot } from "@/designing/drag/spots";
import type { EntityDraft } from "@/designing/fields/documents";
import type { CommandOf, PageCommand } from "./commands";
import { addBlock, addFact, moveBlock, moveFact, type NewBlock } from "./pageDeeds";
import { blocksIn, type Place, pageOf, placeOf } from "./recordPage";

export type Carried =
  | { readonly kind: "newBlock"; readonly made: NewBlock; readonly name: string }
  | { readonly kind: "block"; readonly id: string; readonly name: string }
  | { readonly kind: "newFact" | "fact"; readonly id: string; readonly name: string };

/** The group of facts; the others are places of blocks. */
export const factGroup = "facts";

type Dropped =
  | CommandOf<"page.addBlock">
  | CommandOf<"page.addFact">
  | Exclude<PageCommand, { readonly do: "page.addBlock" | "page.addFact" }>;

/** Undefined where the thing stands there already, or where such things do not stand. */
export function pageDropped(
  entity: EntityDraft,
  carried: Carried,
  { group, before }: Pick<DropSpot, "group" | "before">,
): Dropped | undefined {
  const facts = group === factGroup;
  const place = group as Place;
  const page = pageOf(entity);
  switch (carried.kind) {
    case "newFact":
      return facts ? addFact(entity, carried.id, before, carried.name) : undefined;
    case "fact":
      if (!facts || stays(page.facts ?? [], carried.id, before)) return undefined;
      return moveFact(entity, carried.id, before, carried.name);
    case "newBlock":
      return facts ? undefined : addBlock(entity, carried.made, { place, before }, carried.name);
    case "block": {
      const ids = blocksIn(page, place).map((one) => one.id);
      const same = placeOf(page, carried.id) === place && stays(ids, carried.id, before);
      return facts || same ? undefined : moveBlock(entity, carried.id, { place, before }, carried.name);
    }
  }
}

const stays = (ids: readonly string[], id: string, before: string | null): boolean =>
  before === id || (ids[ids.indexOf(id) + 1] ?? null) === before;
