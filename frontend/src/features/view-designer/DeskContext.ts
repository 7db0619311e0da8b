/** What every part of the view designer works with. */
import { createContext, useContext } from "react";
import type { EntityDocument } from "@/api/documents";
import type { SessionView } from "@/designing/sessionTypes";
import type { ViewCommand } from "./model/commands";
import type { ViewDraft } from "./model/documents";
import type { ViewDesignerParts } from "./parts";

export type ViewDesk = {
  readonly draft: ViewDraft;
  readonly view: SessionView<ViewCommand>;
  readonly published: ViewDraft | null;
  /** As the author sees it: what they may not read is not there. */
  readonly entity: EntityDocument;
  readonly parts: ViewDesignerParts;
  /** A path of field ids in words; undefined for what the author may not see. */
  readonly nameOf: (path: string) => string | undefined;
  readonly typeOf: (path: string) => string | undefined;
  /** Carries a command out; a refusal is told. Answers whether it was done. */
  readonly run: (command: ViewCommand | undefined) => boolean;
};

export const DeskContext = createContext<ViewDesk | undefined>(undefined);

export function useDesk(): ViewDesk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error("useDesk needs a DeskContext above it");
  return desk;
}
