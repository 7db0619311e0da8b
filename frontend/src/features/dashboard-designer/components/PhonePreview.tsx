import { useTranslation } from "react-i18next";
import grid from "@/widget-charts/grid.module.css";
import { useBoard } from "../BoardContext";
import { phoneOrder } from "../model/deeds";
import style from "./Canvas.module.css";
import { CardFace } from "./CardFace";

/** The board as it stands on a phone: one column, in the order for narrow screens. */
export function PhonePreview() {
  const { t } = useTranslation("dashboardDesigner");
  const { board, metric, entityOf } = useBoard();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section className={style.phone} aria-label={t("look.phone")} tabIndex={0}>
      <div className={grid.board}>
        <div className={grid.grid}>
          {phoneOrder(board).map((card) => (
            <section key={card.id} className={grid.card} data-type={card.type} aria-label={card.name}>
              <CardFace
                board={board}
                card={card}
                metric={typeof card.metric === "string" ? metric(card.metric) : undefined}
                entity={entityOf(card)?.key}
              />
            </section>
          ))}
        </div>
      </div>
    </section>
  );
}
