/** What every part of the app designer works with. */
import { createContext, useContext } from "react";
import type { AppCommand } from "./model/commands";
import type { Page, Selection } from "./model/deeds";
import type { AppDraft, ItemDraft } from "./model/documents";
import type { ObjectRow } from "./model/objects";
import type { AppDesignerParts } from "./parts";

export type AppDesk = {
  readonly app: AppDraft;
  /** Every object of the app, the app itself left out. */
  readonly rows: readonly ObjectRow[];
  readonly pages: readonly Page[];
  readonly pageOf: (opens: string) => Page | undefined;
  readonly nameOf: (item: ItemDraft) => string;
  readonly parts: AppDesignerParts;
  readonly selection: Selection;
  readonly select: (selection: Selection) => void;
  /** Carries a command out; a refusal is told. Answers whether it was done. */
  readonly run: (command: AppCommand | undefined) => boolean;
};

export const AppDeskContext = createContext<AppDesk | undefined>(undefined);

export function useAppDesk(): AppDesk {
  const desk = useContext(AppDeskContext);
  if (!desk) throw new Error("useAppDesk needs an AppDeskContext above it");
  return desk;
}
