import { useDroppable } from "@dnd-kit/core";
import { X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Select } from "@/ui/shared/Select";
import type { PathField } from "../model/fields";
import type { WellName } from "../model/wells";
import style from "./Panel.module.css";

export type WellProps = {
  readonly name: WellName;
  readonly fields: readonly PathField[];
  /** While something is carried: whether it may be dropped here. */
  readonly fits: boolean | undefined;
  /** Fields that may be chosen here without carrying them. */
  readonly offers?: readonly PathField[];
  readonly onTake: (path: string) => void;
  readonly onRemove: (path: string) => void;
};

/** What was chosen; a field is dropped here or clicked in the list below, and clicked here to go. */
export function Well({ name, fields, fits, offers = [], onTake, onRemove }: WellProps) {
  const { t } = useTranslation("dashboardDesigner");
  const { setNodeRef, isOver } = useDroppable({ id: name, disabled: fits === false });
  return (
    <section
      ref={setNodeRef}
      className={style.well}
      aria-label={t(`well.${name}`)}
      data-fits={fits}
      data-over={(isOver && fits) || undefined}
    >
      <h2>{t(`well.${name}`)}</h2>
      {fields.map((one) => (
        <button
          key={one.path}
          type="button"
          className={style.held}
          aria-label={t("well.remove", { name: one.name })}
          onClick={() => onRemove(one.path)}
        >
          {one.name}
          <X aria-hidden="true" />
        </button>
      ))}
      {fields.length === 0 && offers.length > 0 ? (
        <Select
          takes
          wide
          size="small"
          label={t(`well.${name}`)}
          none={t("well.choose")}
          value=""
          options={offers.map((one) => ({ id: one.path, label: one.name }))}
          onChange={onTake}
        />
      ) : null}
      {fields.length === 0 && offers.length === 0 ? (
        <span className={style.hint}>{t(`well.${name}Hint`)}</span>
      ) : null}
    </section>
  );
}
