/** What every part of the board builder works with. */
import { createContext, useContext } from "react";
import type { EntityName } from "@/api/documents";
import type { SessionView } from "@/designing/sessionTypes";
import type { Adopted } from "./api";
import type { BoardCommand } from "./model/commands";
import type { Selection } from "./model/deeds";
import type { BoardDraft, CardDraft, MetricDraft } from "./model/documents";
import type { BoardParts } from "./parts";

export type BoardDesk = {
  readonly board: BoardDraft;
  readonly view: SessionView<BoardCommand>;
  readonly parts: BoardParts;
  /** Entities of which the author may see something; those of the board's app first. */
  readonly entities: readonly EntityName[];
  readonly entityName: (id: string) => EntityName | undefined;
  /** The metric of a card as its draft has it. */
  readonly metric: (id: string) => MetricDraft | undefined;
  /** Whose records a card shows. */
  readonly entityOf: (card: CardDraft) => EntityName | undefined;
  readonly selection: Selection;
  readonly select: (selection: Selection) => void;
  /** Carries a command out; a refusal is told. Answers whether it was done. */
  readonly run: (command: BoardCommand | undefined) => boolean;
  readonly undo: () => void;
  /** Takes a metric in, so that it can be worked on. */
  readonly adopt: (metric: Adopted) => void;
  /** Puts a card on the board, and the metric that it needs where none exists yet. */
  readonly add: (card: CardDraft, metric?: Omit<MetricDraft, "id"> | null) => Promise<void>;
};

export const BoardContext = createContext<BoardDesk | undefined>(undefined);

export function useBoard(): BoardDesk {
  const desk = useContext(BoardContext);
  if (!desk) throw new Error("useBoard needs a BoardContext above it");
  return desk;
}
