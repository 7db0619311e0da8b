import { Lock } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { EntityDocument } from "@/api/documents";
import type { CellWords } from "@/field-cells/cell";
import type { Condition } from "@/lib/condition/condition";
import type { Entities } from "../model/fields";
import { conditionWords } from "../model/filterWords";
import style from "./toolbar.module.css";

export type LockedFilterProps = {
  readonly entity: EntityDocument;
  readonly entities: Entities;
  readonly words: CellWords;
  readonly fixed: Condition | undefined;
};

/** In place of the filters: the view is read as it was made, and here is what it keeps to. */
export function LockedFilter({ entity, entities, words, fixed }: LockedFilterProps) {
  const { t } = useTranslation("records");
  return (
    <div className={style.filters}>
      <span className={style.fixed} title={t("views.lockedHint")}>
        <Lock size={13} aria-hidden="true" /> {t("views.locked")}
      </span>
      {fixed ? (
        <span className={style.fixed} title={t("filter.fixedHint")}>
          {conditionWords(fixed, { t, entity, entities, words })}
        </span>
      ) : null}
    </div>
  );
}
