/** What every part of the entity designer works with. */
import { createContext, useContext } from "react";
import type { EntityDocument, EntityName } from "@/api/documents";
import type { EntityDraft } from "@/designing/fields/documents";
import type { NewField, NewNames } from "@/designing/fields/newFields";
import type { SessionView } from "@/designing/sessionTypes";
import type { Users } from "./api";
import type { EntityCommand } from "./model/commands";
import type { Selection } from "./model/deeds";
import type { EntityParts } from "./parts";

export type EntityDesk = {
  readonly entity: EntityDraft;
  readonly view: SessionView<EntityCommand>;
  /** The draft as screens know entities, and the entity as it runs now. */
  readonly document: EntityDocument;
  readonly running: EntityDocument | undefined;
  readonly published: EntityDraft | null;
  /** The drafts of the other entities of the app. */
  readonly siblings: readonly EntityDraft[];
  readonly entities: readonly EntityName[];
  /** Undefined until the server has said who uses what. */
  readonly users: Users | undefined;
  readonly names: NewNames;
  readonly parts: EntityParts;
  readonly selection: Selection;
  readonly select: (selection: Selection) => void;
  /** Carries a command out; a refusal is told. Answers whether it was done. */
  readonly run: (command: EntityCommand | undefined) => boolean;
  /** Adds new fields after the selection and selects the last. */
  readonly add: (wanted: readonly NewField[]) => void;
};

export const DeskContext = createContext<EntityDesk | undefined>(undefined);

export function useDesk(): EntityDesk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error("useDesk needs a DeskContext above it");
  return desk;
}
