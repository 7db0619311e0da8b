import { Columns3 } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { type ColumnLayout, hideColumn, showColumn } from "@/ui/grid/model/columns";
import type { GridColumn } from "@/ui/grid/model/gridTypes";
import { Button } from "@/ui/shared/Button";
import { Popover } from "@/ui/shared/Popover";
import style from "./GridLayout.module.css";

export type ColumnChooserProps = {
  readonly columns: readonly GridColumn[];
  readonly layout: ColumnLayout;
  readonly onLayout: (layout: ColumnLayout) => void;
};

export function ColumnChooser({ columns, layout, onLayout }: ColumnChooserProps) {
  const { t } = useTranslation("records");
  const opener = useRef<HTMLSpanElement>(null);
  const [open, setOpen] = useState(false);
  const anchor = opener.current?.querySelector("button");
  return (
    <span ref={opener}>
      <Button
        size="small"
        look="quiet"
        icon={<Columns3 size={15} />}
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen((shown) => !shown)}
      >
        {t("columns.choose")}
      </Button>
      {open && anchor ? (
        <Popover label={t("columns.choose")} anchor={anchor} onClose={() => setOpen(false)}>
          <ul className={style.chooser}>
            {columns.map((column) => {
              const shown = !layout.hidden.includes(column.id);
              return (
                <li key={column.id}>
                  <label>
                    <input
                      type="checkbox"
                      checked={shown}
                      onChange={() =>
                        onLayout(shown ? hideColumn(layout, column.id) : showColumn(layout, column.id))
                      }
                    />
                    {column.title}
                  </label>
                </li>
              );
            })}
          </ul>
        </Popover>
      ) : null}
    </span>
  );
}
