/** What every part of the print designer works with. */
import { createContext, useContext } from "react";
import type { EntityDocument, FieldDocument } from "@/api/documents";
import type { BlockDrawn, Sheet } from "@/api/prints";
import type { SessionView } from "@/designing/sessionTypes";
import type { PrintCommand } from "./model/commands";
import type { Selection } from "./model/deeds";
import type { BlockDraft, PrintDraft } from "./model/documents";

/** A list of records that link to the printed one, as its author may see it. */
export type RelatedList = {
  readonly entity: EntityDocument;
  readonly link: FieldDocument;
  readonly name: string;
};

export type Sample = { readonly id: string; readonly title: string };

export type PrintDesk = {
  readonly print: PrintDraft;
  readonly view: SessionView<PrintCommand>;
  readonly published: PrintDraft | null;
  /** As the author sees it: what they may not read is not there. */
  readonly entity: EntityDocument;
  readonly related: readonly RelatedList[];
  /** What a block is called in lists and announcements. */
  readonly blockName: (block: BlockDraft) => string;
  /** A field of the entity, or of the rows that a table shows, in words. */
  readonly pathName: (block: BlockDraft | undefined, path: string) => string;
  /** The block as the page shows it: with the sample's values as soon as they are there. */
  readonly drawn: (block: BlockDraft) => BlockDrawn;
  /** The sample record has nothing to show in this block, or nothing that the author may see. */
  readonly isBare: (block: BlockDraft) => boolean;
  readonly sheet: Sheet | undefined;
  readonly samples: readonly Sample[];
  readonly sample: string | undefined;
  readonly chooseSample: (id: string) => void;
  readonly selection: Selection;
  readonly select: (selection: Selection) => void;
  /** Carries a command out; a refusal is told. Answers whether it was done. */
  readonly run: (command: PrintCommand | undefined) => boolean;
};

export const DeskContext = createContext<PrintDesk | undefined>(undefined);

export function useDesk(): PrintDesk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error("useDesk needs a DeskContext above it");
  return desk;
}
