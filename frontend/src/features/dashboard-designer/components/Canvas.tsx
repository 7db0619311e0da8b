import { LayoutGrid } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { joinNames } from "@/lib/joinNames";
import { Button } from "@/ui/shared/Button";
import { EmptyState } from "@/ui/shared/EmptyState";
import grid from "@/widget-charts/grid.module.css";
import { useBoard } from "../BoardContext";
import { type CardDeed, cardDeed } from "../model/cardKeys";
import { nudge, placeCard, removeCards, tidy } from "../model/deeds";
import { inReadingOrder, rowsOf } from "../model/layout";
import { useCardDrag } from "../useCardDrag";
import { useClipboard, useDuplicate } from "../useCopies";
import style from "./Canvas.module.css";
import { CanvasCard } from "./CanvasCard";
import { FilterStrip } from "./FilterStrip";
import { placed } from "./placed";

const focusName = () =>
  requestAnimationFrame(() => document.querySelector<HTMLElement>("[data-card-name] input")?.focus());

/** The board as it will hang, each card with a cover that selects, carries and takes the keys. */
export function Canvas({ onEdit }: { readonly onEdit: () => void }) {
  const { t } = useTranslation("dashboardDesigner");
  const desk = useBoard();
  const { board, selection } = desk;
  const frame = useRef<HTMLDivElement>(null);
  const duplicate = useDuplicate();
  useClipboard();
  const drag = useCardDrag(frame, (id, place) => {
    desk.run(placeCard(board, id, place));
    desk.select({ kind: "cards", ids: [id] });
  });
  const focusCard = (id: string) =>
    requestAnimationFrame(() =>
      frame.current?.querySelector<HTMLElement>(`[data-cover="${CSS.escape(id)}"]`)?.focus(),
    );
  const chosen = selection.kind === "cards" ? selection.ids : [];
  const shown = chosen[0];
  useEffect(() => {
    const card = shown && frame.current?.querySelector(`[data-card="${CSS.escape(shown)}"]`);
    if (card) card.scrollIntoView({ block: "nearest" });
  }, [shown]);
  const carryOut = (deed: CardDeed, id: string) => {
    const ids = chosen.includes(id) ? chosen : [id];
    switch (deed.do) {
      case "select":
        desk.select({ kind: "cards", ids: [deed.card] });
        return focusCard(deed.card);
      case "nudge":
        if (desk.run(nudge(board, deed.card, deed.by))) desk.select({ kind: "cards", ids: [deed.card] });
        return focusCard(deed.card);
      case "remove":
        if (desk.run(removeCards(board, ids)) && deed.focus) focusCard(deed.focus);
        return undefined;
      case "duplicate":
        return duplicate(ids);
      case "edit":
        desk.select({ kind: "cards", ids: [id] });
        onEdit();
        return focusName();
      case "none":
        return desk.select({ kind: "board" });
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const id = (event.target as HTMLElement).dataset.cover;
    const deed = event.defaultPrevented || !id ? undefined : cardDeed(event, id, board);
    if (!deed || !id) return;
    event.preventDefault();
    carryOut(deed, id);
  };
  const first = inReadingOrder(board.widgets)[0]?.id;
  const entry = chosen[0] ?? first;
  const tidying = tidy(board);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: takes the keys of the covers inside
    <div className={style.canvas} onKeyDown={onKeyDown}>
      <div className={style.head}>
        <FilterStrip />
        <Button
          size="small"
          look="quiet"
          icon={<LayoutGrid size={14} />}
          disabled={!tidying}
          onClick={() => desk.run(tidying)}
        >
          {t("canvas.tidy")}
        </Button>
      </div>
      <div className={joinNames(grid.board, style.board)} data-fixed="">
        <div ref={frame} className={grid.grid} style={{ minHeight: (rowsOf(board) + 6) * 42 }} data-canvas="">
          {inReadingOrder(board.widgets).map((card) => (
            <CanvasCard
              key={card.id}
              card={card}
              selected={chosen.includes(card.id)}
              alone={chosen.length === 1 && chosen[0] === card.id}
              first={card.id === entry}
              carried={drag.ghost?.id === card.id}
              onStart={drag.start}
              wasDrag={drag.wasDrag}
            />
          ))}
          {drag.ghost ? <div className={style.ghost} style={placed(drag.ghost.place)} data-ghost="" /> : null}
        </div>
      </div>
      {board.widgets.length === 0 ? (
        <div className={style.empty}>
          <EmptyState title={t("canvas.empty")} hint={t("canvas.emptyHint")} />
        </div>
      ) : (
        <p className={style.help}>{t("canvas.help")}</p>
      )}
    </div>
  );
}
