/** What every part of the designer of the record page works with. */
import { createContext, useContext } from "react";
import type { BlockDocument, EntityDocument } from "@/api/documents";
import type { BlockDraft, EntityDraft } from "@/designing/fields/documents";
import type { SessionView } from "@/designing/sessionTypes";
import type { EntityCommand } from "./model/commands";
import type { PageSelection } from "./model/pageDeeds";
import type { ListOffer } from "./model/pageOffers";
import type { PageParts } from "./pageParts";

export type PageDesk = {
  readonly entity: EntityDraft;
  readonly view: SessionView<EntityCommand>;
  /** The draft as screens know entities, and the entity as it runs now. */
  readonly document: EntityDocument;
  readonly running: EntityDocument | undefined;
  /** Every list of other records that can stand on the page. */
  readonly lists: readonly ListOffer[];
  /** Entities by id whose records the page lists. */
  readonly listedOf: (id: string) => EntityDocument | undefined;
  /** What a path of fields that begins at that entity is called. */
  readonly pathName: (entity: EntityDocument, path: string) => string;
  readonly nameOf: (block: Omit<BlockDraft, "id">) => string;
  readonly factName: (field: string) => string;
  /** A block as the runtime takes it. */
  readonly shown: (block: BlockDraft) => BlockDocument;
  /** Id of the record that is shown; undefined where there is none to show. */
  readonly sample: string | undefined;
  readonly parts: PageParts;
  readonly selection: PageSelection;
  readonly select: (selection: PageSelection) => void;
  /** Carries a command out; a refusal is told. Answers whether it was done. */
  readonly run: (command: EntityCommand | undefined) => boolean;
};

export const PageDeskContext = createContext<PageDesk | undefined>(undefined);

export function usePageDesk(): PageDesk {
  const desk = useContext(PageDeskContext);
  if (!desk) throw new Error("usePageDesk needs a PageDeskContext above it");
  return desk;
}
