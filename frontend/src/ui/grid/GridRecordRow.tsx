import { memo } from "react";
import { joinNames } from "@/lib/joinNames";
import style from "./Grid.module.css";
import { GridCell } from "./GridCell";
import { useGridActions } from "./gridContext";
import type { Editing } from "./model/gridState";
import type { RecordRow } from "./model/gridTypes";
import type { OverlayRow } from "./model/overlay";
import type { ShownColumn } from "./useGridViewport";

export type GridRecordRowProps = {
  readonly id: string;
  readonly index: number;
  readonly top: number;
  /** Undefined while its block is on the way. */
  readonly row: RecordRow | undefined;
  readonly columns: readonly ShownColumn[];
  readonly over: OverlayRow | undefined;
  readonly checked: boolean;
  /** Selected columns of this row, -1 where none are. */
  readonly selectedFrom: number;
  readonly selectedTo: number;
  readonly activeColumn: number;
  readonly editing: Editing | null;
  /** Column that carries the fill handle, -1 where none does. */
  readonly corner: number;
};

function RecordRowView(props: GridRecordRowProps) {
  const {
    id,
    index,
    top,
    row,
    columns,
    over,
    checked,
    selectedFrom,
    selectedTo,
    activeColumn,
    editing,
    corner,
  } = props;
  const actions = useGridActions();
  const number = index + 1;
  const mark = row && actions.markOf(row);
  const cell = ({ visible, gap }: ShownColumn) => (
    <GridCell
      key={visible.laid.column.id}
      visible={visible}
      gap={gap}
      rowIndex={index}
      row={row}
      over={over?.get(visible.laid.column.id)}
      selected={visible.index >= selectedFrom && visible.index <= selectedTo}
      active={visible.index === activeColumn}
      editing={visible.index === activeColumn ? editing : null}
      corner={visible.index === corner}
    />
  );
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={checked || undefined}
      className={joinNames(style.row, checked && style.checked, activeColumn >= 0 && style.activeRow)}
      style={{ top }}
    >
      <div className={style.frozen}>
        <div
          role="gridcell"
          aria-colindex={1}
          className={style.rowHead}
          style={mark ? { boxShadow: `inset 4px 0 0 ${mark}` } : undefined}
        >
          <span className={style.number} aria-hidden="true">
            {number}
          </span>
          <input
            type="checkbox"
            tabIndex={-1}
            className={style.check}
            aria-label={actions.texts.tickRow(number)}
            checked={checked}
            disabled={!row}
            onChange={(event) =>
              actions.tick(index, event.target.checked, (event.nativeEvent as MouseEvent).shiftKey)
            }
          />
          <button
            type="button"
            tabIndex={-1}
            className={style.open}
            aria-label={actions.texts.openRow(number)}
            title={actions.texts.open}
            disabled={!row}
            onClick={() => actions.open(index)}
          />
        </div>
        {columns.filter(({ visible }) => visible.laid.pinned).map(cell)}
      </div>
      {columns.filter(({ visible }) => !visible.laid.pinned).map(cell)}
    </div>
  );
}

export const GridRecordRow = memo(RecordRowView);
