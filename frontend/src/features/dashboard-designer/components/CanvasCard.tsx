import { EllipsisVertical } from "lucide-react";
import { type MouseEvent, type PointerEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { IconButton } from "@/ui/shared/IconButton";
import grid from "@/widget-charts/grid.module.css";
import { type BoardDesk, useBoard } from "../BoardContext";
import type { Selection } from "../model/deeds";
import { type CardDraft, type Place, placeOf } from "../model/documents";
import type { DragKind } from "../useCardDrag";
import style from "./Canvas.module.css";
import { CardFace } from "./CardFace";
import { CardMenu } from "./CardMenu";
import { placed } from "./placed";

export type CanvasCardProps = {
  readonly card: CardDraft;
  readonly selected: boolean;
  /** The only one that is selected: it shows what can be done with it. */
  readonly alone: boolean;
  /** Takes the keyboard when the canvas is entered. */
  readonly first: boolean;
  readonly carried: boolean;
  readonly onStart: (event: PointerEvent, id: string, kind: DragKind, from: Place) => void;
  readonly wasDrag: () => boolean;
};

/** A click selects; with Ctrl or Shift one more or less. */
function chosenBy(event: MouseEvent, id: string, { selection }: BoardDesk): Selection {
  const before = selection.kind === "cards" ? selection.ids : [];
  if (!(event.ctrlKey || event.metaKey || event.shiftKey)) return { kind: "cards", ids: [id] };
  const next = before.includes(id) ? before.filter((one) => one !== id) : [...before, id];
  return next.length > 0 ? { kind: "cards", ids: next } : { kind: "board" };
}

export function CanvasCard(props: CanvasCardProps) {
  const { card, selected, alone, first, carried, onStart, wasDrag } = props;
  const { t } = useTranslation("dashboardDesigner");
  const desk = useBoard();
  const [menu, setMenu] = useState<HTMLElement>();
  const place = placeOf(card);
  const type = t(`type.${card.type}`);
  return (
    <div
      className={`${grid.card} ${style.card}`}
      style={placed(place)}
      data-card={card.id}
      data-type={card.type}
      data-selected={selected || undefined}
      data-carried={carried || undefined}
    >
      <button
        type="button"
        className={style.cover}
        data-cover={card.id}
        aria-pressed={selected}
        aria-label={t("canvas.card", { name: card.name, type })}
        tabIndex={first ? 0 : -1}
        onPointerDown={(event) => onStart(event, card.id, "move", place)}
        onClick={(event) => (wasDrag() ? undefined : desk.select(chosenBy(event, card.id, desk)))}
      />
      <CardFace
        board={desk.board}
        card={card}
        metric={typeof card.metric === "string" ? desk.metric(card.metric) : undefined}
        entity={desk.entityOf(card)?.key}
      />
      {alone ? (
        <div className={style.bar}>
          <IconButton
            size="small"
            label={t("menu.of", { name: card.name })}
            aria-haspopup="menu"
            icon={<EllipsisVertical />}
            onClick={(event) => setMenu(event.currentTarget)}
          />
        </div>
      ) : null}
      {alone ? (
        // The menu and Shift+Alt+arrows do the same without dragging.
        <div
          className={style.corner}
          data-corner=""
          aria-hidden="true"
          onPointerDown={(event) => {
            event.preventDefault();
            onStart(event, card.id, "resize", place);
          }}
        />
      ) : null}
      {menu ? <CardMenu card={card} anchor={menu} onClose={() => setMenu(undefined)} /> : null}
    </div>
  );
}
