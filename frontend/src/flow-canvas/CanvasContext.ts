/** What the cards and lines of one canvas share. */
import { type ComponentType, createContext, type KeyboardEvent, type MouseEvent, useContext } from "react";
import type { FlowGraph } from "@/lib/flowTree/tree";
import type { MenuItem } from "@/ui/shared/Menu";
import type { PortPlace } from "./words";

/** How a flow may be changed on the canvas; every drag has a menu entry and a key. */
export type CanvasEditing = {
  readonly onRemove: (node: string) => void;
  /** Leads the port there, wherever it led before. */
  readonly onConnect: (source: string, port: string, target: string) => void;
  readonly onDisconnect: (source: string, port: string) => void;
  /** The button that puts something on a line; `source` null is the way into the flow. */
  readonly Plus?: ComponentType<{ readonly source: string | null; readonly port: string }>;
  /** Further entries for the menu of a card. */
  readonly menu?: (node: string) => readonly MenuItem[];
};

export type CanvasDeeds = {
  readonly select: (id: string) => void;
  readonly press: (id: string, event: KeyboardEvent<HTMLButtonElement>) => void;
  readonly contextMenu: (id: string, event: MouseEvent<HTMLButtonElement>) => void;
  readonly openMenu: (id: string, anchor: HTMLElement) => void;
  readonly focused: (id: string | undefined) => void;
};

export type CanvasShared = {
  readonly graph: FlowGraph;
  readonly deeds: CanvasDeeds;
  readonly editable: boolean;
};

export const CanvasContext = createContext<CanvasShared | undefined>(undefined);

export function useCanvas(): CanvasShared {
  const shared = useContext(CanvasContext);
  if (!shared) throw new Error("outside a flow canvas");
  return shared;
}

export type Linking = PortPlace | undefined;
