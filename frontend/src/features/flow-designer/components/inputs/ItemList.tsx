import { Plus, Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/ui/shared/Button";
import { IconButton } from "@/ui/shared/IconButton";
import style from "../Panel.module.css";
import { useWhole } from "./useWhole";

export type ItemListProps<T> = {
  readonly value: readonly T[];
  /** What lacks something stays here until it does not. */
  readonly isWhole: (item: T) => boolean;
  readonly onChange: (value: readonly T[]) => void;
  readonly nameOf: (item: T, at: number) => string;
  readonly removeLabel: (item: T, at: number) => string;
  readonly addLabel: string;
  readonly next: (shown: readonly T[]) => T;
  readonly children: (item: T, put: (next: T) => void) => ReactNode;
};

/** Items one under the other, each with its own settings; their order is their place in the document. */
export function ItemList<T>(props: ItemListProps<T>) {
  const { value, isWhole, onChange, nameOf, removeLabel, addLabel, next, children } = props;
  const { t } = useTranslation("flowDesigner");
  const { shown, put, unfinished } = useWhole(value, isWhole, onChange);
  return (
    <>
      {shown.map((one, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an item is its place in the list
        <fieldset key={at} className={style.item} aria-label={nameOf(one, at)}>
          <div className={style.itemHead}>
            <span>{nameOf(one, at)}</span>
            <IconButton
              size="small"
              label={removeLabel(one, at)}
              icon={<Trash2 />}
              onClick={() => put(shown.filter((_, index) => index !== at))}
            />
          </div>
          {children(one, (changed) => put(shown.map((old, index) => (index === at ? changed : old))))}
        </fieldset>
      ))}
      {unfinished ? <p className={style.hint}>{t("who.unfinished")}</p> : null}
      <Button
        size="small"
        look="quiet"
        icon={<Plus size={14} />}
        onClick={() => put([...shown, next(shown)])}
      >
        {addLabel}
      </Button>
    </>
  );
}
