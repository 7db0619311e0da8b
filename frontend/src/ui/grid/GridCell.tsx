import { memo, type ReactNode } from "react";
import { joinNames } from "@/lib/joinNames";
import { CellInput } from "./CellInput";
import style from "./Grid.module.css";
import { useGridActions } from "./gridContext";
import type { Editing } from "./model/gridState";
import { type GridRow, type Json, textOf } from "./model/gridTypes";
import type { OverlayCell } from "./model/overlay";
import { surelyFits } from "./model/surelyFits";
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

function shownValue({ visible, row, over }: GridCellProps): Json {
  if (row?.kind !== "record") return null;
  return (over && !over.raw ? over.value : row.cells[visible.laid.column.id]) ?? null;
}

function shownContent(props: GridCellProps, value: Json): ReactNode {
  const { visible, row, over } = props;
  const { column } = visible.laid;
  if (row?.kind !== "record") return <span className={style.waiting} />;
  if (over?.raw) return String(over.value);
  return column.render ? column.render(value, row) : textOf(column, value);
}

const classesOf = ({ visible, over, selected, active, corner }: GridCellProps, content: ReactNode): string =>
  joinNames(
    style.cell,
    !(typeof content === "string" && surelyFits(content, visible.laid.width)) && style.clipped,
    visible.laid.column.align === "end" && style.end,
    selected && style.selected,
    active && style.active,
    corner && style.corner,
    over?.state === "rejected" && style.refused,
    over?.state === "pending" && style.pending,
  );

function ActiveCell(props: GridCellProps & { readonly value: Json; readonly content: ReactNode }) {
  const { visible, rowIndex, row, over, editing, value, content } = props;
  const actions = useGridActions();
  const { column } = visible.laid;
  const editable = Boolean(column.editable) && row?.kind === "record";
  const Editor = editing && editable ? column.Editor : undefined;
  const reason = over?.reason;
  if (Editor) {
    return (
      <div className={style.editor} data-editor="">
        <Editor
          value={value}
          label={column.title}
          initial={editing?.initial ?? null}
          onDraft={actions.draftValue}
          onCommit={actions.commitValue}
          onCancel={actions.cancel}
        />
      </div>
    );
  }
  const text = over?.raw ? String(over.value) : textOf(column, value);
  const spoken = `${column.title}: ${text}`;
  return (
    <>
      <span className={style.content}>{content}</span>
      <CellInput
        place={{ row: rowIndex, column: visible.index }}
        label={reason ? `${spoken}. ${reason}` : spoken}
        text={text}
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
  const value = shownValue(props);
  const content = shownContent(props, value);
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
      className={classesOf(props, content)}
      style={{ width, marginLeft: gap || undefined }}
    >
      {active ? <ActiveCell {...props} value={value} content={content} /> : content}
      {corner ? <span className={style.handle} data-fill-handle="" aria-hidden="true" /> : null}
    </div>
  );
}

export const GridCell = memo(CellView);
