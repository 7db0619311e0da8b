import { ChevronRight } from "lucide-react";
import { memo, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { joinNames } from "@/lib/joinNames";
import style from "./Grid.module.css";
import { useGridActions } from "./gridContext";
import type { GroupRow } from "./model/gridTypes";

export type GridGroupRowProps = {
  readonly id: string;
  readonly index: number;
  readonly top: number;
  readonly row: GroupRow;
  readonly columnCount: number;
  readonly active: boolean;
};

function GroupRowView({ id, index, top, row, columnCount, active }: GridGroupRowProps) {
  const { t } = useTranslation("grid");
  const actions = useGridActions();
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (active && actions.focused.current) button.current?.focus({ preventScroll: true });
  }, [active, actions]);
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={index + 2}
      className={joinNames(style.row, style.group)}
      style={{ top }}
    >
      <div
        role="gridcell"
        aria-colindex={1}
        aria-colspan={columnCount + 1}
        data-cell=""
        data-row={index}
        data-column={0}
        className={style.groupCell}
        style={{ paddingLeft: 10 + row.depth * 20 }}
      >
        <button
          ref={button}
          type="button"
          tabIndex={active ? 0 : -1}
          data-grid-control=""
          aria-expanded={!row.collapsed}
          className={style.fold}
          onClick={() => actions.toggleGroup(row.key)}
        >
          <ChevronRight aria-hidden="true" className={row.collapsed ? undefined : style.unfolded} />
          <span className={style.groupLabel}>{row.label}</span>
          <span className={style.groupCount}>{t("groupCount", { count: row.count })}</span>
        </button>
      </div>
    </div>
  );
}

export const GridGroupRow = memo(GroupRowView);
