/** Carries out commands on the page of a record. */
import { type EntityDraft, fieldOf, type ListedDraft, type PageDraft } from "@/designing/fields/documents";
import { withMembers } from "@/designing/model/canonical";
import { insertBefore, moveBefore, replaceById } from "@/designing/model/lists";
import { systemKeys } from "@/lib/systemKeys";
import type { EntityDeed } from "./commands";
import {
  blockOf,
  blocksIn,
  blocksOf,
  mostBlocks,
  mostColumns,
  mostFacts,
  type Place,
  pageOf,
  placeOf,
  standsAlready,
} from "./recordPage";
import { refused, type Step, withEntity } from "./step";

const pageDefaults = { form: null, facts: [], side: [] } as const;
const blockDefaults = { name: "" } as const;
const listedDefaults = { columns: [], sort: [] } as const;

type PageMembers = Omit<Partial<PageDraft>, "form"> & { readonly form?: string | null };

const withPage = (entity: EntityDraft, members: PageMembers): EntityDraft =>
  withEntity(entity, {
    page: withMembers<PageDraft>(pageOf(entity), members as Partial<PageDraft>, pageDefaults),
  });

const blockIn = (page: PageDraft, place: Place, id: string) =>
  blocksIn(page, place).find((one) => one.id === id);

export const pageSteps: { readonly [Name in Extract<EntityDeed, `page.${string}`>]: Step<Name> } = {
  "page.set": (entity, { form }) => withPage(entity, { form }),
  "page.clear": (entity) => {
    const { page, ...rest } = entity;
    return page ? (rest as EntityDraft) : refused("usualPage");
  },
  "page.addFact": (entity, { field, before }) => {
    const { facts = [] } = pageOf(entity);
    const own = fieldOf(entity, field);
    if (!own && !systemKeys.has(field)) return refused("field");
    if (own?.type === "sub_table") return refused("factRows");
    if (facts.includes(field)) return refused("factTwice");
    if (facts.length >= mostFacts) return refused("factsFull", { count: mostFacts });
    return withPage(entity, { facts: insertBefore(facts, [field], before, String) });
  },
  "page.moveFact": (entity, { field, before }) => {
    const { facts = [] } = pageOf(entity);
    if (!facts.includes(field)) return refused("field");
    if (before === field) return entity;
    const rest = facts.filter((one) => one !== field);
    return withPage(entity, { facts: insertBefore(rest, [field], before, String) });
  },
  "page.removeFact": (entity, { field }) => {
    const { facts = [] } = pageOf(entity);
    if (!facts.includes(field)) return refused("field");
    return withPage(entity, { facts: facts.filter((one) => one !== field) });
  },
  "page.addBlock": (entity, { block, place, before }) => {
    const page = pageOf(entity);
    if (blockOf(page, block.id) || standsAlready(page, block)) return refused("blockTwice");
    if (block.kind === "details" && place === "side") return refused("details");
    if (blocksOf(page).length >= mostBlocks) return refused("blocksFull", { count: mostBlocks });
    const blocks = insertBefore(blocksIn(page, place), [block], before, (one) => one.id);
    return withPage(entity, { [place]: blocks });
  },
  "page.setBlock": (entity, { block, members }) => {
    const page = pageOf(entity);
    const found = blockOf(page, block);
    if (!found) return refused("block");
    const place = placeOf(page, block);
    const next = withMembers(found, members, blockDefaults);
    return withPage(entity, { [place]: replaceById(blocksIn(page, place), next) });
  },
  "page.setList": (entity, { block, members }) => {
    const page = pageOf(entity);
    const found = blockOf(page, block);
    if (!found?.records) return refused("block");
    if ((members.columns?.length ?? 0) > mostColumns) return refused("columnsFull", { count: mostColumns });
    const place = placeOf(page, block);
    const next = { ...found, records: withMembers<ListedDraft>(found.records, members, listedDefaults) };
    return withPage(entity, { [place]: replaceById(blocksIn(page, place), next) });
  },
  "page.moveBlock": (entity, { block, place, before }) => {
    const page = pageOf(entity);
    const found = blockOf(page, block);
    if (!found) return refused("block");
    if (found.kind === "details" && place === "side") return refused("details");
    if (blockIn(page, place, block))
      return withPage(entity, { [place]: moveBefore(blocksIn(page, place), block, before) });
    const from = placeOf(page, block);
    return withPage(entity, {
      [from]: blocksIn(page, from).filter((one) => one !== found),
      [place]: insertBefore(blocksIn(page, place), [found], before, (one) => one.id),
    });
  },
  "page.removeBlock": (entity, { block }) => {
    const page = pageOf(entity);
    const found = blockOf(page, block);
    if (!found) return refused("block");
    if (found.kind === "details") return refused("details");
    const place = placeOf(page, block);
    return withPage(entity, { [place]: blocksIn(page, place).filter((one) => one !== found) });
  },
};
