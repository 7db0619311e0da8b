/** Order, widths and visibility of a grid's columns, remembered on this device for each view. */
import { useCallback, useMemo, useState } from "react";
import type { EntityDocument, GridLayoutDocument } from "@/api/documents";
import { type ColumnLayout, emptyLayout } from "@/ui/grid/model/columns";
import { shownColumns } from "./useGridColumns";

const keyOf = (view: string): string => `dougong.columns.${view}`;

function remembered(view: string): Partial<ColumnLayout> {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(keyOf(view)) ?? "{}");
    return typeof found === "object" && found !== null ? found : {};
  } catch {
    return {};
  }
}

/** After an own view is saved with its columns, the document says how they stand. */
export function forgetColumns(view: string): void {
  try {
    localStorage.removeItem(keyOf(view));
  } catch {
    // Without storage nothing was remembered.
  }
}

/** As the view says: fields that it does not show are hidden, its first columns stay in sight. */
function documented(layout: GridLayoutDocument, entity: EntityDocument): ColumnLayout {
  const keys = (path: string) => entity.fields.find((field) => field.id === path)?.key ?? path;
  const columns = shownColumns(layout, entity);
  const hidden = columns.filter((column) => column.extra).map((column) => keys(column.path));
  const pinned = layout.columns.slice(0, layout.frozen ?? 1).map((column) => keys(column.field));
  return { ...emptyLayout, hidden, pinned };
}

const initial = (view: string, layout: GridLayoutDocument, entity: EntityDocument): ColumnLayout => ({
  ...documented(layout, entity),
  ...remembered(view),
});

/** With `onColumns` the document alone says how columns stand, and what is arranged goes there. */
export function useColumnLayout(
  view: string,
  layout: GridLayoutDocument,
  entity: EntityDocument,
  onColumns: ((columns: ColumnLayout) => void) | undefined,
) {
  const [state, setState] = useState(() => ({ view, columns: initial(view, layout, entity) }));
  const current = state.view === view ? state.columns : initial(view, layout, entity);
  if (state.view !== view) setState({ view, columns: current });
  const stated = useMemo(() => documented(layout, entity), [layout, entity]);
  const change = useCallback(
    (columns: ColumnLayout) => {
      setState({ view, columns });
      try {
        localStorage.setItem(keyOf(view), JSON.stringify(columns));
      } catch {
        // Without storage the arrangement lasts until the page is left.
      }
    },
    [view],
  );
  return onColumns ? ([stated, onColumns] as const) : ([current, change] as const);
}
