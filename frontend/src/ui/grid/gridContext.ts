import { createContext, type RefObject, useContext } from "react";
import type { Json, Place, RecordRow } from "./model/gridTypes";

/** What the cells of one grid may ask of it; the object never changes, so rows need not be drawn again for it. */
export type GridActions = {
  readonly id: string;
  /** Words that every row needs: looked up once per grid instead of once per row. */
  readonly texts: {
    readonly open: string;
    readonly tickRow: (number: number) => string;
    readonly openRow: (number: number) => string;
  };
  /** The grid has or is about to get the focus: the active cell takes it when it appears. */
  readonly focused: RefObject<boolean>;
  readonly draftText: (text: string) => void;
  readonly draftValue: (value: Json) => void;
  readonly startTyping: (place: Place) => void;
  readonly startWith: (place: Place, initial: string) => void;
  readonly finish: () => void;
  readonly commitValue: (value: Json) => void;
  readonly cancel: () => void;
  readonly tick: (row: number, checked: boolean, extend: boolean) => void;
  readonly open: (row: number) => void;
  readonly markOf: (row: RecordRow) => string | undefined;
  readonly toggleGroup: (key: string) => void;
};

export const GridContext = createContext<GridActions | undefined>(undefined);

export function useGridActions(): GridActions {
  const actions = useContext(GridContext);
  if (!actions) throw new Error("a grid cell stands outside a grid");
  return actions;
}
