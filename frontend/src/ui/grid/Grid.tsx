import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useReducer,
  useRef,
  useSyncExternalStore,
} from "react";
import { useTranslation } from "react-i18next";
import style from "./Grid.module.css";
import { GridFooter } from "./GridFooter";
import { GridHeader, type HeaderNeeds } from "./GridHeader";
import { GridRows } from "./GridRows";
import { GridContext } from "./gridContext";
import type { GridProps } from "./gridProps";
import { allChecks, anyChecked, noChecks } from "./model/checks";
import { layOut } from "./model/columns";
import { initialState, reduce } from "./model/gridState";
import type { Bounds } from "./model/selection";
import { useGridActions } from "./useGridActions";
import { type GridLatest, useGridEditing } from "./useGridEditing";
import { useGridKeyboard } from "./useGridKeyboard";
import { useGridPointer } from "./useGridPointer";
import { useGridViewport } from "./useGridViewport";

/** A spreadsheet over as many rows as the server has: what is on screen is loaded, what is typed shows at once. */
export function Grid(props: GridProps) {
  const { label, source, columns, layout, onChecks, footers } = props;
  const { t } = useTranslation("grid");
  const scroller = useRef<HTMLDivElement>(null);
  const focused = useRef(false);
  const [state, dispatch] = useReducer(reduce, initialState);
  useSyncExternalStore(source.subscribe, source.version);

  const laid = useMemo(() => layOut(columns, layout), [columns, layout]);
  const shownColumns = useMemo(() => laid.map(({ column }) => column), [laid]);
  const table = { rowAt: source.rowAt, columns: shownColumns, overlay: state.overlay };
  const latest = useRef<GridLatest>({ props, state, table });
  latest.current = { props, state, table };

  const active = state.selection?.anchor;
  const viewport = useGridViewport(scroller, source, laid, active, footers !== undefined);
  const { bringIntoView, pageRows } = viewport;
  const bounds = useCallback(
    (): Bounds => ({
      rows: latest.current.props.source.rowCount,
      columns: latest.current.table.columns.length,
      pageRows,
    }),
    [pageRows],
  );

  const editing = useGridEditing(latest, dispatch);
  const { actions, finish, begin, open, tickRange } = useGridActions(latest, focused, dispatch, editing, t);
  const onPointerDown = useGridPointer(scroller, focused, latest, dispatch, editing, finish);
  const focusHeader = useCallback(
    (column: number) => {
      const id = shownColumns[column]?.id ?? "";
      const button = scroller.current?.querySelector<HTMLElement>(
        `[data-header="${CSS.escape(id)}"] > button`,
      );
      button?.focus();
    },
    [shownColumns],
  );
  const keyboard = useGridKeyboard({
    scroller,
    latest,
    bounds,
    dispatch,
    editing,
    finish,
    begin,
    open,
    tickRange,
    focusHeader,
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: another list or another set of columns is what asks for this
  useEffect(() => dispatch({ type: "resized", bounds: bounds() }), [source, shownColumns.length]);
  const { focus } = state.selection ?? {};
  useLayoutEffect(() => {
    if (focus) bringIntoView(focus);
  }, [focus, bringIntoView]);
  useEffect(() => onChecks?.(state.checks), [onChecks, state.checks]);

  const { onLayout, sort, onSort, columnItems } = props;
  const header = useMemo<HeaderNeeds>(
    () => ({
      columns,
      layout,
      onLayout,
      ...(sort ? { sort } : {}),
      ...(onSort ? { onSort } : {}),
      ...(columnItems ? { columnItems } : {}),
    }),
    [columns, layout, onLayout, sort, onSort, columnItems],
  );
  const onTickAll = useCallback(
    (checked: boolean) => dispatch({ type: "tickedAll", checks: checked ? allChecks : noChecks }),
    [],
  );
  const onLeaveHeader = useCallback((column: number) => {
    const place = { row: 0, column };
    focused.current = true;
    dispatch({ type: "selected", selection: null });
    dispatch({ type: "selected", selection: { anchor: place, focus: place } });
    scroller.current?.querySelector<HTMLElement>("[data-cell] textarea")?.focus({ preventScroll: true });
  }, []);

  return (
    <GridContext value={actions}>
      <div className={style.frame}>
        <p id={`${actions.id}-help`} className="visually-hidden">
          {t("help")}
        </p>
        <div
          ref={scroller}
          role="grid"
          aria-label={label}
          aria-describedby={`${actions.id}-help`}
          aria-rowcount={source.rowCount + (footers ? 2 : 1)}
          aria-colcount={laid.length + 1}
          aria-multiselectable="true"
          tabIndex={active ? -1 : 0}
          className={style.grid}
          onKeyDown={keyboard.onKeyDown}
          onCopy={keyboard.onCopy}
          onCut={keyboard.onCopy}
          onPaste={keyboard.onPaste}
          onPointerDown={onPointerDown}
          onDoubleClick={(event) => {
            const cell = (event.target as HTMLElement).closest<HTMLElement>("[data-cell]");
            const { selection } = latest.current.state;
            if (cell && selection && !latest.current.state.editing) begin(selection.anchor);
          }}
          onFocus={() => {
            focused.current = true;
          }}
          onBlur={(event) => {
            if (!event.currentTarget.contains(event.relatedTarget)) focused.current = false;
          }}
        >
          <GridHeader
            props={header}
            shown={viewport.shownColumns}
            width={viewport.width}
            allTicked={state.checks.mode === "all" && state.checks.ids.size === 0}
            someTicked={anyChecked(state.checks)}
            onTickAll={onTickAll}
            onLeave={onLeaveHeader}
          />
          <GridRows state={state} source={source} viewport={viewport} columnCount={laid.length} />
          {footers ? (
            <GridFooter
              footers={footers}
              shown={viewport.shownColumns}
              width={viewport.width}
              rowIndex={source.rowCount + 2}
            />
          ) : null}
        </div>
        <p className="visually-hidden" role="status">
          {state.overlay.size > 0 ? t("state.pending", { count: state.overlay.size }) : ""}
        </p>
      </div>
    </GridContext>
  );
}
