import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/ui/shared/Button";
import grid from "@/widget-charts/grid.module.css";
import { wallPages } from "@/widget-charts/model/wall";
import { WallStage } from "@/widget-charts/WallStage";
import { useBoard } from "../BoardContext";
import { cardOf, placeOf } from "../model/documents";
import style from "./Canvas.module.css";
import { CardFace } from "./CardFace";

/** The pages of a wall screen as they will hang, 16 to 9. */
export function WallPreview() {
  const { t } = useTranslation("dashboardDesigner");
  const { board, metric, entityOf } = useBoard();
  const [at, setAt] = useState(0);
  const cards = board.widgets.map((card) => ({ id: card.id, ...placeOf(card) }));
  const pages = wallPages(cards, board.wall?.pages ?? []);
  const page = pages[at] ?? pages[0];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section className={style.preview} aria-label={t("look.wall")} tabIndex={0}>
      <div className={style.previewHead}>
        {pages.length > 1
          ? pages.map((one, place) => (
              <Button
                key={one.id}
                size="small"
                aria-pressed={one === page}
                look={one === page ? "plain" : "quiet"}
                onClick={() => setAt(place)}
              >
                {one.name || t("wall.page", { number: place + 1 })}
              </Button>
            ))
          : null}
      </div>
      {page ? (
        <WallStage page={page}>
          {(id, place) => {
            const card = cardOf(board, id);
            return card ? (
              <section
                key={id}
                className={grid.card}
                style={place}
                data-type={card.type}
                aria-label={card.name}
              >
                <CardFace
                  board={board}
                  card={card}
                  metric={typeof card.metric === "string" ? metric(card.metric) : undefined}
                  entity={entityOf(card)?.key}
                />
              </section>
            ) : null;
          }}
        </WallStage>
      ) : null}
    </section>
  );
}
