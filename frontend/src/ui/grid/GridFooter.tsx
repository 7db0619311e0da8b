import { memo, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { joinNames } from "@/lib/joinNames";
import style from "./Grid.module.css";
import type { ShownColumn } from "./useGridViewport";

export type GridFooterProps = {
  readonly footers: Readonly<Record<string, ReactNode>>;
  readonly shown: readonly ShownColumn[];
  readonly width: number;
  readonly rowIndex: number;
};

/** The line below the rows, in step with the columns: what they come to. */
function FooterView({ footers, shown, width, rowIndex }: GridFooterProps) {
  const { t } = useTranslation("grid");
  return (
    <div role="rowgroup" className={style.footer} style={{ width }}>
      <div role="row" aria-rowindex={rowIndex} className={style.footerRow}>
        <div role="rowheader" aria-colindex={1} className={joinNames(style.footerCell, style.rowHead)}>
          <span className="visually-hidden">{t("footer")}</span>
        </div>
        {shown.map(({ visible: { laid, index, stick }, gap }) => (
          <div
            key={laid.column.id}
            role="gridcell"
            aria-colindex={index + 2}
            className={joinNames(
              style.footerCell,
              laid.pinned && style.pinned,
              laid.column.align === "end" && style.end,
            )}
            style={{ width: laid.width, marginLeft: gap || undefined, left: stick }}
          >
            {footers[laid.column.id]}
          </div>
        ))}
      </div>
    </div>
  );
}

export const GridFooter = memo(FooterView);
