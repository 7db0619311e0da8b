import { useTranslation } from "react-i18next";
import { SelectField } from "@/ui/page/SelectField";
import { useBoard } from "../BoardContext";
import { groupedTypes, isGrouped, turned } from "../model/cards";
import { turnCard } from "../model/deeds";
import type { CardDraft, CardType } from "../model/documents";
import { editorsOf } from "./editors/editors";
import style from "./Panel.module.css";
import { Trail } from "./Trail";

/** Everything that a card of its type can be told. */
export function CardProperties({ card }: { readonly card: CardDraft }) {
  const { t } = useTranslation("dashboardDesigner");
  const { board, run } = useBoard();
  return (
    <div className={style.panel}>
      <Trail />
      <h2>{card.name}</h2>
      {isGrouped(card.type) ? (
        <SelectField
          label={t("properties.type")}
          value={card.type}
          options={groupedTypes.map((type) => ({ id: type, label: t(`type.${type}`) }))}
          onChange={(type) => run(turnCard(board, turned(card, type as CardType)))}
        />
      ) : (
        <p className={style.hint}>{t(`type.${card.type}`)}</p>
      )}
      {editorsOf(card.type).map((Editor) => (
        <Editor key={Editor.name} card={card} />
      ))}
    </div>
  );
}
