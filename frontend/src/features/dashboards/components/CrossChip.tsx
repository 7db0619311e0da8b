import { List, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button } from "@/ui/shared/Button";
import { IconButton } from "@/ui/shared/IconButton";
import type { Cross } from "../model/crossing";
import style from "./Board.module.css";

export type CrossChipProps = {
  readonly cross: Cross;
  readonly onOpen: () => void;
  readonly onClear: () => void;
};

/** What the board follows now, and the ways on and back. */
export function CrossChip({ cross, onOpen, onClear }: CrossChipProps) {
  const { t } = useTranslation("dashboards");
  const words = { name: cross.widget.name, title: cross.mark.title };
  return (
    <div className={style.cross} role="status">
      <span>{t("crossed.by", words)}</span>
      <Button size="small" look="quiet" icon={<List size={14} />} onClick={onOpen}>
        {t("data.records")}
      </Button>
      <IconButton size="small" label={t("crossed.clear")} shortcut="Esc" icon={<X />} onClick={onClear} />
    </div>
  );
}
