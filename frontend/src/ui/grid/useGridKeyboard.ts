/** Carries out what keys, copy and paste ask for. */
import { type ClipboardEvent, type Dispatch, type KeyboardEvent, type RefObject, useCallback } from "react";
import { fillDown, fillRight } from "./model/fill";
import type { GridAction } from "./model/gridState";
import type { Place, Range } from "./model/gridTypes";
import { commandOf, type KeyCommand } from "./model/keys";
import {
  type Bounds,
  type MoveKey,
  moveSelection,
  rangeOf,
  type Selection,
  selectAll,
} from "./model/selection";
import type { GridEditing, GridLatest } from "./useGridEditing";

export type KeyboardNeeds = {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly latest: RefObject<GridLatest>;
  readonly bounds: () => Bounds;
  readonly dispatch: Dispatch<GridAction>;
  readonly editing: GridEditing;
  readonly finish: () => void;
  readonly begin: (place: Place) => void;
  readonly open: (row: number) => void;
  readonly tickRange: (range: Range) => void;
  readonly focusHeader: (column: number) => void;
};

const start: Selection = { anchor: { row: 0, column: 0 }, focus: { row: 0, column: 0 } };

export function useGridKeyboard(needs: KeyboardNeeds) {
  const { scroller, latest, bounds, dispatch, editing, finish, begin, open, tickRange, focusHeader } = needs;

  const move = useCallback(
    (key: MoveKey, modifiers: { extend?: boolean; far?: boolean } = {}) => {
      const { selection } = latest.current.state;
      if (!selection) return dispatch({ type: "selected", selection: start });
      if (key === "up" && !modifiers.extend && selection.anchor.row === 0) {
        return focusHeader(selection.anchor.column);
      }
      // The first column may be frozen and thus in view already; 'home' still means the start of the line.
      if (key === "home" && scroller.current) scroller.current.scrollLeft = 0;
      dispatch({ type: "selected", selection: moveSelection(selection, key, bounds(), modifiers) });
    },
    [scroller, latest, dispatch, bounds, focusHeader],
  );

  const leave = useCallback(() => {
    const { state, table } = latest.current;
    const place = state.selection?.anchor;
    const row = place ? table.rowAt(place.row) : undefined;
    const column = place ? table.columns[place.column] : undefined;
    const refused = row?.kind === "record" && column && state.overlay.get(row.id)?.get(column.id);
    if (refused && refused.state === "rejected") {
      return dispatch({ type: "discarded", rowId: row.id, columnId: column.id });
    }
    dispatch({ type: "selected", selection: null });
    scroller.current?.focus({ preventScroll: true });
  }, [latest, dispatch, scroller]);

  const fold = useCallback(
    (place: Place, collapse: boolean) => {
      const row = latest.current.table.rowAt(place.row);
      if (row?.kind === "group" && row.collapsed !== collapse) latest.current.props.onToggleGroup?.(row.key);
    },
    [latest],
  );

  const carryOut = useCallback(
    (command: KeyCommand, selection: Selection) => {
      const range = rangeOf(selection);
      switch (command.do) {
        case "move":
          return move(command.key, command);
        case "save":
          finish();
          return move(command.move);
        case "cancel":
          return dispatch({ type: "editing", editing: null });
        case "edit":
          return begin(selection.anchor);
        case "leave":
          return leave();
        case "clear":
          return void editing.clear(range);
        case "fillDown":
          return void editing.fill(fillDown(range), { ...range, top: Math.max(0, range.top - 1) });
        case "fillRight":
          return void editing.fill(fillRight(range), range);
        case "undo":
        case "redo":
          return editing.step(command.do);
        case "selectAll":
          return dispatch({ type: "selected", selection: selectAll(bounds(), selection.anchor) });
        case "open":
          return open(selection.anchor.row);
        case "tick":
          return tickRange(range);
        case "collapse":
        case "expand":
          return fold(selection.anchor, command.do === "collapse");
      }
    },
    [move, finish, dispatch, begin, leave, editing, bounds, open, tickRange, fold],
  );

  const onKeyDown = useCallback(
    (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (!scroller.current?.contains(target) || event.defaultPrevented) return;
      // Buttons and boxes in the grid answer Enter and Space themselves.
      if (target.closest("button, input[type=checkbox]") && (event.key === "Enter" || event.key === " "))
        return;
      const { state, table } = latest.current;
      const row = state.selection ? table.rowAt(state.selection.anchor.row) : undefined;
      const where = { editing: state.editing !== null, group: row?.kind === "group" };
      const { key, ctrlKey, metaKey, shiftKey, altKey } = event;
      const { isComposing } = event.nativeEvent;
      const command = commandOf({ key, ctrlKey, metaKey, shiftKey, altKey, isComposing }, where);
      if (!command) return;
      // Without an active cell the grid is one stop among the page's: Tab passes by, arrows and Enter go in.
      if (!state.selection && (key === "Tab" || key === "Escape")) return;
      event.preventDefault();
      if (!state.selection) return move("down");
      carryOut(command, state.selection);
    },
    [scroller, latest, move, carryOut],
  );

  const onCopy = useCallback(
    (event: ClipboardEvent) => {
      const { selection, editing: inCell } = latest.current.state;
      if (!selection || inCell) return;
      event.preventDefault();
      const range = rangeOf(selection);
      const text = editing.copyText(range);
      if (text !== undefined) {
        event.clipboardData.setData("text/plain", text);
        if (event.type === "cut") void editing.clear(range);
        return;
      }
      // A copy must be answered at once; rows that were never on screen are fetched for a second try.
      void editing.reach(range).then((here) => here && editing.notify({ kind: "copyAgain" }));
    },
    [latest, editing],
  );

  const onPaste = useCallback(
    (event: ClipboardEvent) => {
      const { selection, editing: inCell } = latest.current.state;
      if (!selection || inCell) return;
      event.preventDefault();
      const text = event.clipboardData.getData("text/plain");
      if (text === "") return;
      void editing.paste(text, rangeOf(selection)).then((range) => {
        if (!range) return;
        const anchor = { row: range.top, column: range.left };
        dispatch({
          type: "selected",
          selection: { anchor, focus: { row: range.bottom, column: range.right } },
        });
      });
    },
    [latest, editing, dispatch],
  );

  return { onKeyDown, onCopy, onPaste, move };
}
