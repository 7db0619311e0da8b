import {
  ArrowDown,
  ArrowLeft,
  ArrowRight,
  ArrowUp,
  Copy,
  CopyPlus,
  MoveHorizontal,
  MoveVertical,
  Trash2,
} from "lucide-react";
import { useTranslation } from "react-i18next";
import { Menu, type MenuItem } from "@/ui/shared/Menu";
import { useBoard } from "../BoardContext";
import { heights, shares } from "../model/cardKeys";
import { type Nudge, nudge, placeCard, removeCards } from "../model/deeds";
import { type CardDraft, placeOf } from "../model/documents";
import { useCopy, useDuplicate } from "../useCopies";

export type CardMenuProps = {
  readonly card: CardDraft;
  readonly anchor: HTMLElement;
  readonly onClose: () => void;
};

/** All that dragging does, and more, by clicks. */
export function CardMenu({ card, anchor, onClose }: CardMenuProps) {
  const { t } = useTranslation("dashboardDesigner");
  const { board, run } = useBoard();
  const duplicate = useDuplicate();
  const copy = useCopy();
  const place = placeOf(card);
  const step = (key: string, shortcut: string, icon: MenuIcon, by: Nudge): MenuItem => {
    const command = nudge(board, card.id, by);
    return {
      key,
      label: t(`menu.${key}`),
      shortcut,
      icon,
      disabled: !command,
      onSelect: () => void run(command),
    };
  };
  const items: readonly MenuItem[] = [
    step("left", "Alt ←", <ArrowLeft />, { x: -1 }),
    step("right", "Alt →", <ArrowRight />, { x: 1 }),
    step("up", "Alt ↑", <ArrowUp />, { y: -1 }),
    step("down", "Alt ↓", <ArrowDown />, { y: 1 }),
    "line",
    ...shares.map(
      ([w, share]): MenuItem => ({
        key: `w${w}`,
        label: t("menu.width", { share }),
        icon: <MoveHorizontal />,
        checked: place.w === w,
        onSelect: () => void run(placeCard(board, card.id, { ...place, x: Math.min(place.x, 24 - w), w })),
      }),
    ),
    ...heights.map(
      ([h, name]): MenuItem => ({
        key: `h${h}`,
        label: t(`menu.height.${name}`),
        icon: <MoveVertical />,
        checked: place.h === h,
        onSelect: () => void run(placeCard(board, card.id, { ...place, h })),
      }),
    ),
    "line",
    {
      key: "duplicate",
      label: t("menu.duplicate"),
      shortcut: "Ctrl D",
      icon: <CopyPlus />,
      onSelect: () => duplicate([card.id]),
    },
    {
      key: "copy",
      label: t("menu.copy"),
      shortcut: "Ctrl C",
      icon: <Copy />,
      onSelect: () => void copy([card.id]),
    },
    "line",
    {
      key: "remove",
      label: t("menu.remove"),
      shortcut: "Del",
      icon: <Trash2 />,
      danger: true,
      onSelect: () => void run(removeCards(board, [card.id])),
    },
  ];
  return <Menu label={t("menu.of", { name: card.name })} anchor={anchor} onClose={onClose} items={items} />;
}

type MenuIcon = Exclude<MenuItem, "line">["icon"];
