import style from "./Grid.module.css";
import { GridGroupRow } from "./GridGroupRow";
import { GridRecordRow } from "./GridRecordRow";
import { useGridActions } from "./gridContext";
import { headerHeight } from "./gridProps";
import { isChecked } from "./model/checks";
import type { GridState } from "./model/gridState";
import type { RowSource } from "./model/rowSource";
import { rangeOf } from "./model/selection";
import type { useGridViewport } from "./useGridViewport";

export type GridRowsProps = {
  readonly state: GridState;
  readonly source: RowSource;
  readonly viewport: ReturnType<typeof useGridViewport>;
  readonly columnCount: number;
};

/**
 * Rows that scroll out hand their elements to rows that scroll in, and no element ever moves in the document: that is
 * what scrolling costs least with. Assistive technology is told the true order when scrolling has come to rest.
 * The active row keeps elements of its own, since it holds the focus wherever one scrolls.
 */
export function GridRows({ state, source, viewport, columnCount }: GridRowsProps) {
  const { selection, editing, overlay, checks, fillTo } = state;
  const range = fillTo ?? (selection ? rangeOf(selection) : undefined);
  const corner = selection && !editing ? rangeOf(selection) : undefined;
  const { id } = useGridActions();
  const { shownRows, slots } = viewport;
  const idOf = (index: number) =>
    selection?.anchor.row === index ? `${id}-active` : `${id}-row-${index % slots}`;
  const inPlace = shownRows.toSorted((one, other) => (one.index % slots) - (other.index % slots));
  return (
    <div
      role="rowgroup"
      aria-owns={viewport.isScrolling ? undefined : shownRows.map(({ index }) => idOf(index)).join(" ")}
      className={style.body}
      style={{ height: viewport.bodyHeight, width: viewport.width }}
    >
      {inPlace.map(({ index, start }) => {
        const row = source.rowAt(index);
        const top = start - headerHeight;
        const activeHere = selection?.anchor.row === index;
        if (row?.kind === "group") {
          return (
            <GridGroupRow
              key={`group-${row.key}`}
              id={idOf(index)}
              index={index}
              top={top}
              row={row}
              columnCount={columnCount}
              active={activeHere}
            />
          );
        }
        const inside = range !== undefined && index >= range.top && index <= range.bottom;
        return (
          <GridRecordRow
            key={activeHere ? `active-${index}` : index % slots}
            id={idOf(index)}
            index={index}
            top={top}
            row={row}
            columns={viewport.shownColumns}
            over={row ? overlay.get(row.id) : undefined}
            checked={row ? isChecked(checks, row.id) : false}
            selectedFrom={inside ? range.left : -1}
            selectedTo={inside ? range.right : -1}
            activeColumn={activeHere ? selection.anchor.column : -1}
            editing={activeHere ? editing : null}
            corner={corner?.bottom === index ? corner.right : -1}
          />
        );
      })}
    </div>
  );
}
