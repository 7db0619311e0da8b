/** The grid's whole state and how it changes: one pure reducer, no DOM. */
import { type Checks, noChecks, setChecked } from "./checks";
import type { CellEdit, Place, Range, RejectedCell } from "./gridTypes";
import { type EditKind, emptyHistory, forgetRejected, type History, record } from "./history";
import { discardRejected, emptyOverlay, layOver, type Overlay, settle, type Unreadable } from "./overlay";
import { type Bounds, clampPlace, type Selection } from "./selection";

export type Editing = {
  readonly place: Place;
  /** What was typed to open a special editor; null when it was opened with the cell's own value. */
  readonly initial: string | null;
  /** The first characters are already in the cell's input (an IME may still be composing them). */
  readonly typing: boolean;
};

export type GridState = {
  readonly selection: Selection | null;
  readonly editing: Editing | null;
  readonly overlay: Overlay;
  readonly history: History;
  readonly checks: Checks;
  /** Preview of the fill handle while it is dragged. */
  readonly fillTo: Range | null;
};

export const initialState: GridState = {
  selection: null,
  editing: null,
  overlay: emptyOverlay,
  history: emptyHistory,
  checks: noChecks,
  fillTo: null,
};

export type GridAction =
  | { readonly type: "selected"; readonly selection: Selection | null }
  | { readonly type: "editing"; readonly editing: Editing | null }
  | {
      readonly type: "edited";
      readonly kind: EditKind;
      readonly batch: number;
      readonly edits: readonly CellEdit[];
      readonly unreadable: readonly Unreadable[];
    }
  | {
      readonly type: "settled";
      readonly batch: number;
      readonly edits: readonly CellEdit[];
      readonly rejected: readonly RejectedCell[];
    }
  | { readonly type: "discarded"; readonly rowId: string; readonly columnId: string }
  | { readonly type: "ticked"; readonly ids: readonly string[]; readonly checked: boolean }
  | { readonly type: "tickedAll"; readonly checks: Checks }
  | { readonly type: "stretching"; readonly range: Range | null }
  | { readonly type: "resized"; readonly bounds: Bounds };

/** Another filter, sort or column set: what is selected must lie within what is there. */
function within(state: GridState, bounds: Bounds): GridState {
  if (!state.selection) return state;
  if (bounds.rows === 0 || bounds.columns === 0) return { ...state, selection: null, editing: null };
  const anchor = clampPlace(state.selection.anchor, bounds);
  const focus = clampPlace(state.selection.focus, bounds);
  return { ...state, selection: { anchor, focus } };
}

export function reduce(state: GridState, action: GridAction): GridState {
  switch (action.type) {
    case "selected":
      return { ...state, selection: action.selection, editing: null };
    case "editing":
      return { ...state, editing: action.editing };
    case "edited": {
      const { kind, batch, edits, unreadable } = action;
      const history = edits.length > 0 ? record(state.history, kind, batch, edits) : state.history;
      return { ...state, history, overlay: layOver(state.overlay, batch, edits, unreadable) };
    }
    case "settled": {
      const { batch, edits, rejected } = action;
      const history = forgetRejected(state.history, batch, rejected);
      return { ...state, history, overlay: settle(state.overlay, batch, edits, rejected) };
    }
    case "discarded":
      return { ...state, overlay: discardRejected(state.overlay, action.rowId, action.columnId) };
    case "ticked":
      return { ...state, checks: setChecked(state.checks, action.ids, action.checked) };
    case "tickedAll":
      return { ...state, checks: action.checks };
    case "stretching":
      return { ...state, fillTo: action.range };
    case "resized":
      return within(state, action.bounds);
  }
}
