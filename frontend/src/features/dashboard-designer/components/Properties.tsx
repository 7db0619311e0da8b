import { useTranslation } from "react-i18next";
import { useBoard } from "../BoardContext";
import { cardOf, filterOf } from "../model/documents";
import { BoardProperties } from "./BoardProperties";
import { CardProperties } from "./CardProperties";
import { FilterProperties } from "./FilterProperties";
import style from "./Panel.module.css";

/** What is selected: the board itself, a filter, a card. */
export function Properties() {
  const { t } = useTranslation("dashboardDesigner");
  const { board, selection } = useBoard();
  if (selection.kind === "filter") {
    const filter = filterOf(board, selection.id);
    return filter ? <FilterProperties key={filter.id} filter={filter} /> : null;
  }
  const ids = selection.kind === "cards" ? selection.ids : [];
  if (ids.length > 1) {
    return (
      <div className={style.panel}>
        <h2>{t("properties.many", { count: ids.length })}</h2>
        <p className={style.hint}>{t("properties.manyHint")}</p>
      </div>
    );
  }
  const card = cardOf(board, ids[0] ?? "");
  return card ? <CardProperties key={card.id} card={card} /> : <BoardProperties />;
}
