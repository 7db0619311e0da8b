/** Builds the one object through which cells talk to their grid, and the draft of the cell being edited. */
import type { TFunction } from "i18next";
import { type Dispatch, type RefObject, useCallback, useId, useMemo, useRef } from "react";
import type { GridActions } from "./gridContext";
import { isChecked } from "./model/checks";
import { typedBatch, valueBatch } from "./model/edits";
import type { GridAction } from "./model/gridState";
import type { Json, Place, Range } from "./model/gridTypes";
import type { GridEditing, GridLatest } from "./useGridEditing";

type Draft =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "value"; readonly value: Json };

export function useGridActions(
  latest: RefObject<GridLatest>,
  focused: RefObject<boolean>,
  dispatch: Dispatch<GridAction>,
  editing: GridEditing,
  t: TFunction<"grid">,
) {
  const id = useId();
  const draft = useRef<Draft | undefined>(undefined);
  const lastTicked = useRef<number | undefined>(undefined);

  /** Leaving a cell in any way but Escape saves what was entered. Safe to call twice. */
  const finish = useCallback(() => {
    const open = latest.current.state.editing;
    const kept = draft.current;
    draft.current = undefined;
    if (!open) return;
    if (kept) {
      const { table } = latest.current;
      void editing.send(
        kept.kind === "text"
          ? typedBatch(table, open.place, kept.text)
          : valueBatch(table, open.place, kept.value),
      );
    }
    dispatch({ type: "editing", editing: null });
  }, [latest, editing, dispatch]);

  const open = useCallback(
    (index: number) => {
      const row = latest.current.table.rowAt(index);
      if (row?.kind === "record") latest.current.props.onOpen?.(row, index);
      if (row?.kind === "group") latest.current.props.onToggleGroup?.(row.key);
    },
    [latest],
  );

  const begin = useCallback(
    (place: Place) => {
      const { table, props } = latest.current;
      const column = table.columns[place.column];
      if (table.rowAt(place.row)?.kind !== "record" || !column?.editable || !props.onEdit)
        return open(place.row);
      draft.current = undefined;
      focused.current = true;
      dispatch({ type: "editing", editing: { place, initial: null, typing: false } });
    },
    [latest, dispatch, open, focused],
  );

  const tickRows = useCallback(
    (first: number, last: number, checked: boolean) => {
      const { table } = latest.current;
      const ids: string[] = [];
      for (let row = Math.min(first, last); row <= Math.max(first, last); row += 1) {
        const found = table.rowAt(row);
        if (found?.kind === "record") ids.push(found.id);
      }
      dispatch({ type: "ticked", ids, checked });
    },
    [latest, dispatch],
  );

  const tickRange = useCallback(
    (range: Range) => {
      const row = latest.current.table.rowAt(range.top);
      if (row?.kind !== "record") return;
      tickRows(range.top, range.bottom, !isChecked(latest.current.state.checks, row.id));
    },
    [latest, tickRows],
  );

  const actions = useMemo<GridActions>(
    () => ({
      id,
      texts: {
        open: t("open"),
        tickRow: (number) => t("tickRow", { number }),
        openRow: (number) => t("openRow", { number }),
      },
      focused,
      draftText: (text) => {
        draft.current = { kind: "text", text };
      },
      draftValue: (value) => {
        draft.current = { kind: "value", value };
      },
      startTyping: (place) => dispatch({ type: "editing", editing: { place, initial: null, typing: true } }),
      startWith: (place, initial) =>
        dispatch({ type: "editing", editing: { place, initial, typing: false } }),
      finish,
      commitValue: (value) => {
        draft.current = { kind: "value", value };
        finish();
      },
      cancel: () => {
        draft.current = undefined;
        dispatch({ type: "editing", editing: null });
      },
      tick: (row, checked, extend) => {
        tickRows(extend ? (lastTicked.current ?? row) : row, row, checked);
        lastTicked.current = row;
      },
      open,
      markOf: (row) => latest.current.props.markOf?.(row),
      toggleGroup: (key) => latest.current.props.onToggleGroup?.(key),
    }),
    [id, t, focused, dispatch, finish, tickRows, open, latest],
  );

  return { actions, finish, begin, open, tickRange };
}
