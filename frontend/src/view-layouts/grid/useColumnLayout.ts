/** Order, widths and visibility of a grid's columns, remembered on this device for each view. */
import { useCallback, useState } from "react";
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

/** Fields that the view does not show start hidden; the first column stays in sight. */
function initial(view: string, layout: GridLayoutDocument, entity: EntityDocument): ColumnLayout {
  const keys = (path: string) => entity.fields.find((field) => field.id === path)?.key ?? path;
  const columns = shownColumns(layout, entity);
  const hidden = columns.filter((column) => column.extra).map((column) => keys(column.path));
  const first = columns[0];
  return { ...emptyLayout, hidden, pinned: first ? [keys(first.path)] : [], ...remembered(view) };
}

export function useColumnLayout(view: string, layout: GridLayoutDocument, entity: EntityDocument) {
  const [state, setState] = useState(() => ({ view, columns: initial(view, layout, entity) }));
  const current = state.view === view ? state.columns : initial(view, layout, entity);
  if (state.view !== view) setState({ view, columns: current });
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
  return [current, change] as const;
}
