import { useTranslation } from "react-i18next";
import type { Condition } from "@/lib/condition/condition";
import type { Json } from "@/lib/json";
import { useBoard } from "../../BoardContext";
import { setCard } from "../../model/deeds";
import { usePaths } from "../../usePaths";
import style from "../Panel.module.css";
import type { CardEditor } from "./editors";

/** Of which records the card tells. */
export const WhereEditor: CardEditor = function WhereEditor({ card }) {
  const { t } = useTranslation("dashboardDesigner");
  const { board, run, entityOf, parts } = useBoard();
  const { entity } = usePaths(entityOf(card)?.key);
  if (!entity) return null;
  return (
    <fieldset className={style.rows}>
      <legend>{t("properties.where")}</legend>
      <details>
        <summary>{t(card.where ? "properties.onlySome" : "properties.all")}</summary>
        <div className={style.condition}>
          <parts.ConditionEditor
            entity={entity}
            condition={(card.where as unknown as Condition | null | undefined) ?? undefined}
            none={t("properties.all")}
            onChange={(where) => run(setCard(board, card, { where: (where ?? null) as unknown as Json }))}
          />
        </div>
      </details>
    </fieldset>
  );
};
