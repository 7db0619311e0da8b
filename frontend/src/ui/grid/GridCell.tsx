import { memo, type ReactNode } from "react";
import { joinNames } from "@/lib/joinNames";
import { CellInput } from "./CellInput";
import style from "./Grid.module.css";
import { useGridActions } from "./gridContext";
import type { Editing } from "./model/gridState";
import { type GridRow, type Json, textOf } from "./model/gridTypes";
import type { OverlayCell } from "./model/overlay";
import type { VisibleColumn } from "./useGridViewport";

export type GridCellProps = {
  readonly visible: VisibleColumn;
  readonly gap: number;
  readonly rowIndex: number;
  readonly row: GridRow | undefined;
  readonly over: OverlayCell | undefined;
  readonly selected: boolean;
  readonly active: boolean;
  readonly editing: Editing | null;
  readonly corner: boolean;
};

type Shown = { readonly value: Json; readonly text: string; readonly content: ReactNode };

function shown({ visible, row, over }: GridCellProps): Shown {
  const { column } = visible.laid;
  if (row?.kind !== "record") return { value: null, text: "", content: <span className={style.waiting} /> };
  if (over?.raw)
    return { value: row.cells[column.id] ?? null, text: String(over.value), content: String(over.value) };
  const value = over ? over.value : (row.cells[column.id] ?? null);
  const text = textOf(column, value);
  const content = column.render ? column.render(value, row) : text;
  return { value, text, content };
}

const classesOf = ({ visible, over, selected, active, corner }: GridCellProps): string =>
  joinNames(
    style.cell,
    visible.laid.column.align === "end" && style.end,
    visible.laid.pinned && style.pinned,
    selected && style.selected,
    active && style.active,
    corner && style.corner,
    over?.state === "rejected" && style.refused,
    over?.state === "pending" && style.pending,
  );

function ActiveCell(props: GridCellProps & { readonly shows: Shown }) {
  const { visible, rowIndex, row, over, editing, shows } = props;
  const actions = useGridActions();
  const { column } = visible.laid;
  const editable = Boolean(column.editable) && row?.kind === "record";
  const Editor = editing && editable ? column.Editor : undefined;
  const reason = over?.reason;
  if (Editor) {
    return (
      <div className={style.editor} data-editor="">
        <Editor
          value={shows.value}
          label={column.title}
          initial={editing?.initial ?? null}
          onDraft={actions.draftValue}
          onCommit={actions.commitValue}
          onCancel={actions.cancel}
        />
      </div>
    );
  }
  const spoken = `${column.title}: ${shows.text}`;
  return (
    <>
      <span className={style.content}>{shows.content}</span>
      <CellInput
        place={{ row: rowIndex, column: visible.index }}
        label={reason ? `${spoken}. ${reason}` : spoken}
        text={shows.text}
        editable={editable}
        ownEditor={column.Editor !== undefined}
        editing={editing}
        align={column.align ?? "start"}
      />
      {reason && !editing ? <span className={style.reason}>{reason}</span> : null}
    </>
  );
}

function CellView(props: GridCellProps) {
  const { visible, gap, rowIndex, over, selected, active, corner } = props;
  const { column, width } = visible.laid;
  const shows = shown(props);
  return (
    <div
      role="gridcell"
      aria-colindex={visible.index + 2}
      aria-selected={selected || undefined}
      aria-readonly={!column.editable || undefined}
      aria-invalid={over?.state === "rejected" || undefined}
      data-cell=""
      data-row={rowIndex}
      data-column={visible.index}
      title={active ? undefined : over?.reason}
      className={classesOf(props)}
      style={{ width, marginLeft: gap || undefined, left: visible.stick }}
    >
      {active ? <ActiveCell {...props} shows={shows} /> : shows.content}
      {corner ? <span className={style.handle} data-fill-handle="" aria-hidden="true" /> : null}
    </div>
  );
}

export const GridCell = memo(CellView);
