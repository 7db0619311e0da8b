/** The page of a record as a draft: what it holds, and where. */
import type { BlockDraft, BlockKind, EntityDraft, PageDraft } from "@/designing/fields/documents";

export const places = ["main", "side"] as const;
export type Place = (typeof places)[number];

export const mostFacts = 5;
export const mostBlocks = 12;
export const mostColumns = 8;

/** The page that records have whose entity says nothing; the first step on it writes it down. */
export const usualPage: PageDraft = {
  main: [{ id: "details", kind: "details" }],
  side: [
    { id: "history", kind: "history" },
    { id: "approvals", kind: "approvals" },
    { id: "related", kind: "related" },
    { id: "comments", kind: "comments" },
  ],
};

export const blockKinds: readonly BlockKind[] = [
  "details",
  "history",
  "approvals",
  "related",
  "comments",
  "files",
];

export const pageOf = (entity: EntityDraft): PageDraft => entity.page ?? usualPage;

export const blocksIn = (page: PageDraft, place: Place): readonly BlockDraft[] => page[place] ?? [];

export const blocksOf = (page: PageDraft): readonly BlockDraft[] =>
  places.flatMap((one) => blocksIn(page, one));

export const blockOf = (page: PageDraft, id: string): BlockDraft | undefined =>
  blocksOf(page).find((one) => one.id === id);

export const placeOf = (page: PageDraft, id: string): Place =>
  blocksIn(page, "side").some((one) => one.id === id) ? "side" : "main";

/** Each kind stands once; lists of their own as often as there are lists. */
export const standsAlready = (page: PageDraft, block: BlockDraft): boolean =>
  block.records === undefined &&
  blocksOf(page).some((one) => one.records === undefined && one.kind === block.kind);
