/** What every part of the form designer works with. */
import { createContext, type RefObject, useContext } from "react";
import type { EntityDocument, FieldDocument } from "@/api/documents";
import type { EntityDraft } from "@/designing/fields/documents";
import type { NewNames } from "@/designing/fields/newFields";
import type { SessionView } from "@/designing/sessionTypes";
import type { FormCommand } from "./model/commands";
import type { Desk, Selection } from "./model/deeds";
import type { FormDraft } from "./model/documents";
import type { DesignerParts } from "./parts";

export type FormDesk = Desk & {
  readonly view: SessionView<FormCommand>;
  /** The draft entity as screens know entities. */
  readonly document: EntityDocument;
  /** The entity as it runs now, whose records formulas are tried on. */
  readonly running: EntityDocument | undefined;
  readonly fieldDocument: (id: string) => FieldDocument | undefined;
  readonly published: { readonly form: FormDraft | null; readonly entity: EntityDraft | null };
  readonly names: NewNames;
  readonly parts: DesignerParts;
  readonly selection: Selection;
  readonly select: (selection: Selection) => void;
  /** Carries a command out; a refusal is told. Answers whether it was done. */
  readonly run: (command: FormCommand | undefined) => boolean;
  /** Adds new fields or one that the entity has after the selection, and selects what came. */
  readonly add: (what: { readonly type: string } | { readonly field: string }) => void;
};

export const DeskContext = createContext<FormDesk | undefined>(undefined);

export function useDesk(): FormDesk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error("useDesk needs a DeskContext above it");
  return desk;
}

/** The desk of the moment without rendering again when it changes: for the hundreds of fields on a canvas. */
export const DeskRefContext = createContext<RefObject<FormDesk> | undefined>(undefined);

export function useDeskRef(): RefObject<FormDesk> {
  const desk = useContext(DeskRefContext);
  if (!desk) throw new Error("useDeskRef needs a DeskRefContext above it");
  return desk;
}

export const isSelected = (selection: Selection, field: string): boolean =>
  selection.kind === "fields" && selection.ids.includes(field);
