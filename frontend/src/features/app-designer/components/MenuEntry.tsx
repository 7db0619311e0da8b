import { useDraggable } from "@dnd-kit/core";
import { GripVertical } from "lucide-react";
import { type KeyboardEvent, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Carrying } from "@/designing/drag/DropSurface";
import { useStepItems } from "@/designing/parts/useStepItems";
import { MenuButton } from "@/ui/shared/MenuButton";
import { StatusTag } from "@/ui/shared/StatusTag";
import { useAppDesk } from "../AppDesk";
import { moveItem, removeItem, stepItem } from "../model/deeds";
import { type GroupDraft, type ItemDraft, menuOf } from "../model/documents";
import type { Carried } from "./AppDesigner";
import style from "./Menu.module.css";

export type MenuEntryProps = {
  readonly item: ItemDraft;
  readonly home: GroupDraft;
  readonly onShow: () => void;
};

/** One page on the menu: dragged, stepped by keys, or moved from its own menu. */
export function MenuEntry({ item, home, onShow }: MenuEntryProps) {
  const { t } = useTranslation(["appDesigner", "designing"]);
  const { app, nameOf, pageOf, selection, select, run } = useAppDesk();
  const name = nameOf(item);
  const selected = selection.kind === "item" && selection.id === item.id;
  const data = useMemo<Carrying<Carried>>(
    () => ({ carried: { kind: "item", item: item.id }, label: name }),
    [item.id, name],
  );
  const { setNodeRef, listeners, attributes, isDragging } = useDraggable({ id: `item.${item.id}`, data });
  const up = stepItem(app, item.id, -1, name);
  const down = stepItem(app, item.id, 1, name);
  const steps = useStepItems(run, up, down);
  const remove = () => void run(removeItem(app, item.id, name));
  const choose = () => {
    select({ kind: "item", id: item.id });
    onShow();
  };
  const press = (event: KeyboardEvent<HTMLElement>) => {
    const command = event.altKey ? { ArrowUp: up, ArrowDown: down }[event.key] : undefined;
    if (event.key === "Delete") remove();
    else if (command) {
      run(command);
      refocus(item.id);
    } else return listeners?.onKeyDown?.(event);
    event.preventDefault();
  };
  const elsewhere = menuOf(app).filter((group) => group !== home);
  return (
    <li
      ref={setNodeRef}
      className={style.item}
      data-field={item.id}
      data-selected={selected || undefined}
      data-carried={isDragging || undefined}
    >
      <button
        type="button"
        className={style.itemName}
        data-item={item.id}
        {...listeners}
        aria-describedby={attributes["aria-describedby"]}
        aria-pressed={selected}
        onClick={choose}
        onKeyDown={press}
      >
        <GripVertical size={14} aria-hidden="true" />
        <span>{name}</span>
        {pageOf(item.opens) ? null : <StatusTag tone="danger">{t("menu.gone")}</StatusTag>}
      </button>
      <MenuButton
        label={t("designing:menu.of", { name })}
        items={[
          ...steps,
          ...elsewhere.map((group) => ({
            key: `to.${group.id}`,
            label: t("designing:menu.to", { name: group.name }),
            onSelect: () => void run(moveItem(app, item.id, { group: group.id, before: null }, name)),
          })),
          "line",
          { key: "remove", label: t("menu.remove"), shortcut: "Del", danger: true, onSelect: remove },
        ]}
      />
    </li>
  );
}

/** An entry that went into another group is another element: the focus follows it. */
const refocus = (id: string) =>
  requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-item="${id}"]`)?.focus());
