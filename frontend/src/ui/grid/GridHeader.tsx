import { ArrowDown, ArrowUp, EllipsisVertical } from "lucide-react";
import { type KeyboardEvent, memo, useCallback, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { joinNames } from "@/lib/joinNames";
import { Menu } from "@/ui/shared/Menu";
import { columnMenu, nextSort } from "./columnMenu";
import style from "./Grid.module.css";
import type { GridProps } from "./gridProps";
import { moveColumn, resizeColumn, stepColumn } from "./model/columns";
import type { ShownColumn, VisibleColumn } from "./useGridViewport";
import { useHeaderDrag } from "./useHeaderDrag";

export type HeaderNeeds = Pick<
  GridProps,
  "columns" | "layout" | "onLayout" | "sort" | "onSort" | "columnItems"
>;

export type GridHeaderProps = {
  readonly props: HeaderNeeds;
  readonly shown: readonly ShownColumn[];
  readonly width: number;
  readonly allTicked: boolean;
  readonly someTicked: boolean;
  readonly onTickAll: (checked: boolean) => void;
  /** Back down into the cells. */
  readonly onLeave: (column: number) => void;
};

type OpenMenu = { readonly anchor: HTMLElement; readonly id: string };

function HeaderView({ props, shown, width, allTicked, someTicked, onTickAll, onLeave }: GridHeaderProps) {
  const { t } = useTranslation("grid");
  const row = useRef<HTMLDivElement>(null);
  const [menu, setMenu] = useState<OpenMenu>();
  const { columns, layout, onLayout, sort = [], onSort } = props;
  const resize = useCallback(
    (id: string, wanted: number) => onLayout(resizeColumn(layout, id, wanted)),
    [layout, onLayout],
  );
  const move = useCallback(
    (id: string, before: string | null) => onLayout(moveColumn(columns, layout, id, before)),
    [columns, layout, onLayout],
  );
  const { drag, startResize, startMove } = useHeaderDrag(row, resize, move);
  const dropped = useRef(false);
  if (drag?.kind === "move") dropped.current = true;

  const onKeyDown = (event: KeyboardEvent<HTMLElement>, { laid, index }: VisibleColumn) => {
    const { id } = laid.column;
    const buttons = Array.from(
      row.current?.querySelectorAll<HTMLElement>("[data-header] > button:first-child") ?? [],
    );
    const at = buttons.indexOf(event.currentTarget);
    const by = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (by !== 0 && event.altKey) onLayout(stepColumn(columns, layout, id, by));
    else if (by !== 0 && event.shiftKey) resize(id, laid.width + by * 16);
    else if (by !== 0) buttons[at + by]?.focus();
    else if (event.key === "ArrowDown" || event.key === "Escape") onLeave(index);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const opened = menu ? shown.find(({ visible }) => visible.laid.column.id === menu.id)?.visible : undefined;
  return (
    <div role="rowgroup" className={style.header} style={{ width }}>
      <div role="row" aria-rowindex={1} ref={row} className={style.headerRow}>
        <div role="columnheader" aria-colindex={1} className={joinNames(style.headerCell, style.rowHead)}>
          <span className="visually-hidden">{t("rowHead")}</span>
          <input
            type="checkbox"
            tabIndex={-1}
            className={style.check}
            aria-label={t("tickAll")}
            checked={allTicked}
            ref={(box) => {
              if (box) box.indeterminate = someTicked && !allTicked;
            }}
            onChange={(event) => onTickAll(event.target.checked)}
          />
        </div>
        {shown.map(({ visible: cell, gap }) => {
          const { column } = cell.laid;
          const sorted = sort.findIndex((key) => key.columnId === column.id);
          const direction = sort[sorted]?.direction;
          const shownWidth = drag?.kind === "resize" && drag.id === column.id ? drag.width : cell.laid.width;
          return (
            <div
              key={column.id}
              role="columnheader"
              aria-colindex={cell.index + 2}
              aria-sort={direction ?? (column.sortable ? "none" : undefined)}
              data-header={column.id}
              className={joinNames(
                style.headerCell,
                cell.laid.pinned && style.pinned,
                column.align === "end" && style.end,
                drag?.id === column.id && style.dragged,
              )}
              style={{ width: shownWidth, marginLeft: gap || undefined, left: cell.stick }}
              onPointerDown={(event) => startMove(event, column.id)}
            >
              <button
                type="button"
                tabIndex={-1}
                className={style.title}
                onKeyDown={(event) => onKeyDown(event, cell)}
                onClick={(event) => {
                  const wasDrag = dropped.current;
                  dropped.current = false;
                  if (wasDrag || !column.sortable) return;
                  onSort?.(nextSort(sort, column.id, event.shiftKey));
                }}
              >
                {column.icon ? (
                  <span className={style.kind} aria-hidden="true">
                    {column.icon}
                  </span>
                ) : null}
                <span className={style.titleText}>{column.title}</span>
                {direction ? (
                  <span className={style.sorted} aria-hidden="true">
                    {direction === "ascending" ? <ArrowUp /> : <ArrowDown />}
                    {sort.length > 1 ? sorted + 1 : null}
                  </span>
                ) : null}
              </button>
              <button
                type="button"
                tabIndex={-1}
                className={style.more}
                aria-haspopup="menu"
                aria-label={t("columnMenu", { title: column.title })}
                onPointerDown={(event) => event.stopPropagation()}
                onClick={(event) => setMenu({ anchor: event.currentTarget, id: column.id })}
              >
                <EllipsisVertical aria-hidden="true" />
              </button>
              <span
                className={style.edge}
                aria-hidden="true"
                onPointerDown={(event) => startResize(event, column.id, cell.laid.width)}
              />
            </div>
          );
        })}
        {drag?.kind === "move" ? (
          <span className={style.drop} aria-hidden="true" style={{ left: drag.at }} />
        ) : null}
      </div>
      {menu && opened ? (
        <Menu
          anchor={menu.anchor}
          label={t("columnMenu", { title: opened.laid.column.title })}
          items={columnMenu(props, opened.laid, t)}
          onClose={() => setMenu(undefined)}
        />
      ) : null}
    </div>
  );
}

export const GridHeader = memo(HeaderView);
