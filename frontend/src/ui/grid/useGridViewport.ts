/** Which rows and columns are on screen, and how to bring a cell there. */
import { defaultRangeExtractor, useVirtualizer, type Range as Window } from "@tanstack/react-virtual";
import { type RefObject, useCallback, useEffect, useMemo } from "react";
import { headerHeight, rowHeadWidth, rowHeight } from "./gridProps";
import type { LaidColumn } from "./model/columns";
import type { Place } from "./model/gridTypes";
import type { RowSource } from "./model/rowSource";

/** The active cell stays in the document wherever one scrolls, or typing would lose its place. */
const including = (active: number | undefined) => (window: Window) => {
  const shown = defaultRangeExtractor(window);
  if (active === undefined || active < 0 || active >= window.count || shown.includes(active)) return shown;
  return [...shown, active].sort((one, other) => one - other);
};

/** Rows beyond each edge that are drawn already. */
const overscan = 4;

/** Requests of blocks that fly past are not worth sending. */
const settleMilliseconds = 40;

export type VisibleColumn = {
  readonly laid: LaidColumn;
  /** Index among the visible columns of the view, frozen ones included. */
  readonly index: number;
  /** For frozen columns: distance from the grid's edge. */
  readonly stick: number | undefined;
};

/** A column on screen and the space before it that columns off screen take. */
export type ShownColumn = { readonly visible: VisibleColumn; readonly gap: number };

/** One object per column for as long as the layout stands, so that cells see unchanged props while scrolling. */
function placed(laid: readonly LaidColumn[]): readonly VisibleColumn[] {
  let stick = rowHeadWidth;
  return laid.map((column, index) => {
    const cell = { laid: column, index, stick: column.pinned ? stick : undefined };
    if (column.pinned) stick += column.width;
    return cell;
  });
}

export function useGridViewport(
  scroller: RefObject<HTMLDivElement | null>,
  source: RowSource,
  laid: readonly LaidColumn[],
  active: Place | undefined,
  withFooter: boolean,
) {
  const places = useMemo(() => placed(laid), [laid]);
  const frozen = useMemo(() => laid.filter((column) => column.pinned), [laid]);
  const flowing = useMemo(() => laid.filter((column) => !column.pinned), [laid]);
  const frozenWidth = rowHeadWidth + frozen.reduce((sum, column) => sum + column.width, 0);
  const activeFlowing = active === undefined ? undefined : active.column - frozen.length;

  const rows = useVirtualizer({
    count: source.rowCount,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan,
    paddingStart: headerHeight,
    scrollPaddingStart: headerHeight,
    scrollPaddingEnd: withFooter ? rowHeight : 0,
    rangeExtractor: useMemo(() => including(active?.row), [active?.row]),
  });
  const columns = useVirtualizer({
    horizontal: true,
    count: flowing.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => flowing[index]?.width ?? 0,
    overscan: 1,
    paddingStart: frozenWidth,
    scrollPaddingStart: frozenWidth,
    rangeExtractor: useMemo(() => including(activeFlowing), [activeFlowing]),
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: sizes come from the laid out columns, so they are measured anew with them
  useEffect(() => columns.measure(), [laid, columns]);

  const shownRows = rows.getVirtualItems();
  const height = rows.scrollRect?.height ?? 0;
  const first = rows.range?.startIndex ?? 0;
  const last = rows.range?.endIndex ?? 0;
  useEffect(() => {
    const timer = setTimeout(
      () => source.show(first - 20, last + 20),
      rows.isScrolling ? settleMilliseconds : 0,
    );
    return () => clearTimeout(timer);
  }, [source, first, last, rows.isScrolling]);

  const shownColumns = columns.getVirtualItems();
  const key = shownColumns.map((item) => `${item.index}:${item.start}`).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key names exactly what the list is made of, so rows keep their identity while scrolling down
  const shown = useMemo<readonly ShownColumn[]>(() => {
    let end = frozenWidth;
    const fixed = places.slice(0, frozen.length).map((visible) => ({ visible, gap: 0 }));
    const moving = shownColumns.flatMap((item) => {
      const visible = places[frozen.length + item.index];
      if (!visible) return [];
      const gap = item.start - end;
      end = item.start + visible.laid.width;
      return [{ visible, gap }];
    });
    return [...fixed, ...moving];
  }, [key, places]);

  const bringIntoView = useCallback(
    (place: Place) => {
      rows.scrollToIndex(place.row, { align: "auto" });
      if (place.column >= frozen.length)
        columns.scrollToIndex(place.column - frozen.length, { align: "auto" });
    },
    [rows, columns, frozen.length],
  );

  const pageRows = Math.max(
    1,
    Math.floor(((scroller.current?.clientHeight ?? 400) - headerHeight) / rowHeight) - 1,
  );
  return {
    shownRows,
    /** As many elements as rows can be on screen at once: a row that scrolls in takes that of one that scrolled out. */
    slots: Math.max(Math.ceil(height / rowHeight) + 2 * overscan + 1, shownRows.length),
    isScrolling: rows.isScrolling,
    shownColumns: shown,
    bringIntoView,
    pageRows,
    bodyHeight: rows.getTotalSize() - headerHeight,
    width: columns.getTotalSize(),
  };
}
