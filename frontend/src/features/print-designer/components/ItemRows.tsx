import { ArrowDown, ArrowUp, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { moveBefore, stepTarget } from "@/designing/model/lists";
import { IconButton } from "@/ui/shared/IconButton";
import style from "./PrintDesigner.module.css";

export type ItemRowsProps = {
  readonly items: readonly { readonly id: string; readonly label: string }[];
  /** What is left, in its order. */
  readonly onOrder: (ids: readonly string[]) => void;
};

/** An ordered list: each item one up, one down, away. */
export function ItemRows({ items, onOrder }: ItemRowsProps) {
  const { t } = useTranslation("printDesigner");
  const ids = items.map((item) => item.id);
  const step = (id: string, by: 1 | -1) => {
    const before = stepTarget(ids, id, by);
    if (before !== undefined) onOrder(moveBefore(items, id, before).map((item) => item.id));
  };
  return (
    <ol className={style.list}>
      {items.map(({ id, label }, at) => (
        <li key={id} className={style.item}>
          <span title={label}>{label}</span>
          <IconButton
            size="small"
            label={t("settings.up", { name: label })}
            icon={<ArrowUp />}
            disabled={at === 0}
            onClick={() => step(id, -1)}
          />
          <IconButton
            size="small"
            label={t("settings.down", { name: label })}
            icon={<ArrowDown />}
            disabled={at === items.length - 1}
            onClick={() => step(id, 1)}
          />
          <IconButton
            size="small"
            label={t("settings.without", { name: label })}
            icon={<X />}
            onClick={() => onOrder(ids.filter((one) => one !== id))}
          />
        </li>
      ))}
    </ol>
  );
}
