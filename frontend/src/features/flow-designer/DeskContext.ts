/** What every part of the flow designer works with. */
import { createContext, type RefObject, useContext, useRef, useSyncExternalStore } from "react";
import type { EntityDocument, EntityName, FieldDocument } from "@/api/documents";
import type { SessionView } from "@/designing/sessionTypes";
import type { CardProblem, FlowTrace } from "@/flow-canvas/words";
import type { NoTree } from "@/lib/flowTree/tree";
import type { Manned } from "./api";
import type { FlowCommand, Line } from "./model/commands";
import type { Copied } from "./model/copies";
import type { Desk, Selection } from "./model/deeds";
import type { FlowDraft } from "./model/documents";
import type { NodeTypeName } from "./model/members";
import type { NewNames } from "./model/newNodes";
import type { FlowDesignerParts } from "./parts";
import type { Told } from "./useFlowWords";

export type Named = { readonly id: string; readonly name: string };

export type NodeProblem = CardProblem & {
  readonly key: string;
  /** Where in the node it is: its members and places in them. */
  readonly path: readonly (string | number)[];
};

export type FlowDesk = Desk & {
  readonly noTree: NoTree | undefined;
  readonly view: SessionView<FlowCommand>;
  /** The entity that the flow runs on, as far as the caller sees it. */
  readonly entity: EntityDocument;
  readonly field: (id: string) => FieldDocument | undefined;
  readonly entities: readonly EntityName[];
  readonly roles: readonly Named[];
  readonly published: FlowDraft | null;
  readonly names: NewNames;
  readonly parts: FlowDesignerParts;
  readonly told: Told;
  /** What a trial did, while one is open. */
  readonly trace: FlowTrace | undefined;
  readonly problems: ReadonlyMap<string, readonly NodeProblem[]>;
  readonly manned: ReadonlyMap<string, Manned>;
  readonly initiators: number;
  readonly selection: Selection;
  readonly select: (selection: Selection) => void;
  /** Carries a command out; a refusal is told. Answers whether it was done. */
  readonly run: (command: FlowCommand | undefined) => boolean;
  /** A new step on these lines; it is selected. */
  readonly add: (type: NodeTypeName, at: readonly Line[]) => void;
  /** Removes a step; where more goes with it, the author is asked first. */
  readonly remove: (id: string) => void;
  /** The step that waits for its new place, if one does. */
  readonly moving: string | undefined;
  readonly setMoving: (id: string | undefined) => void;
  /** What was copied here; something else may come from the clipboard. */
  readonly copied: Copied | undefined;
  readonly paste: (at: readonly Line[], copied?: Copied) => void;
  readonly copy: (id: string) => Copied | undefined;
  /** A copy of the step right after it. */
  readonly double: (id: string) => void;
  /** Selects and leads to the settings. */
  readonly edit: (selection: Selection) => void;
};

export const DeskContext = createContext<FlowDesk | undefined>(undefined);

export function useDesk(): FlowDesk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error("useDesk needs a DeskContext above it");
  return desk;
}

/** The desk of the moment without rendering again when it changes: for the hundreds of cards of a tree. */
export type LatestDesk = RefObject<FlowDesk> & {
  /** Told after each change. */
  readonly subscribe: (changed: () => void) => () => void;
};

export const DeskRefContext = createContext<LatestDesk | undefined>(undefined);

export function useDeskRef(): LatestDesk {
  const desk = useContext(DeskRefContext);
  if (!desk) throw new Error("useDeskRef needs a DeskRefContext above it");
  return desk;
}

/** What one card needs of the desk: it is drawn again only where this is not the `same` any more. */
export function useDeskPart<T>(part: (desk: FlowDesk) => T, same: (one: T, other: T) => boolean): T {
  const desk = useDeskRef();
  const kept = useRef<T>(undefined);
  const look = (): T => {
    const now = part(desk.current);
    if (kept.current === undefined || !same(kept.current, now)) kept.current = now;
    return kept.current;
  };
  return useSyncExternalStore(desk.subscribe, look);
}

/** The step that waits for its new place: all that a line has to know while nothing else happens to it. */
export const MovingContext = createContext<string | undefined>(undefined);
