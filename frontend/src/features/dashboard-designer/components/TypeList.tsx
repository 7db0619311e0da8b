import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { EntityDocument } from "@/api/documents";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { useBoard } from "../BoardContext";
import { cardTypes, countMetric, missingFor, newCard } from "../model/cards";
import type { CardType } from "../model/documents";
import style from "./Panel.module.css";

export type TypeListProps = { readonly entity: EntityDocument; readonly onAdded: () => void };

/** Every type of card at a click; it begins with the number of records and is changed in its properties. */
export function TypeList({ entity, onAdded }: TypeListProps) {
  const { t } = useTranslation("dashboardDesigner");
  const desk = useBoard();
  const [problem, setProblem] = useState<unknown>();
  const add = async (type: CardType) => {
    const name = t("newCard", { entity: entity.name, type: t(`type.${type}`) });
    const counted = t("newMetric", { entity: entity.name });
    const card = newCard({ id: "new", name: type === "kpi" ? counted : name, type, entity });
    try {
      await desk.add(card, type === "kpi" ? countMetric(desk.board.app, counted, entity.id) : null);
      onAdded();
    } catch (refusal) {
      setProblem(refusal);
    }
  };
  return (
    <section className={style.group} aria-label={t("data.types")}>
      <h2>{t("data.types")}</h2>
      {problem ? <ProblemNotice problem={problem} /> : null}
      <ul className={style.types}>
        {cardTypes.map((type) => {
          const missing = missingFor(type, entity);
          return (
            <li key={type}>
              <button
                type="button"
                className={style.field}
                disabled={missing !== undefined}
                title={missing ? t(`missing.${missing}`) : undefined}
                onClick={() => void add(type)}
              >
                {t(`type.${type}`)}
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
