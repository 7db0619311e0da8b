import style from "./Grid.module.css";
import { GridGroupRow } from "./GridGroupRow";
import { GridRecordRow } from "./GridRecordRow";
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
 * Rows that scroll out hand their elements to rows that scroll in; a prime above any screenful keeps the keys apart.
 * The active row keeps elements of its own, since it holds the focus wherever one scrolls.
 */
const slots = 211;

export function GridRows({ state, source, viewport, columnCount }: GridRowsProps) {
  const { selection, editing, overlay, checks, fillTo } = state;
  const range = fillTo ?? (selection ? rangeOf(selection) : undefined);
  const corner = selection && !editing ? rangeOf(selection) : undefined;
  return (
    <div
      role="rowgroup"
      className={style.body}
      style={{ height: viewport.bodyHeight, width: viewport.width }}
    >
      {viewport.shownRows.map(({ index, start }) => {
        const row = source.rowAt(index);
        const top = start - headerHeight;
        const activeHere = selection?.anchor.row === index;
        if (row?.kind === "group") {
          return (
            <GridGroupRow
              key={`group-${row.key}`}
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
