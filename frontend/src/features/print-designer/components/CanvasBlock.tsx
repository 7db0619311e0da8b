import { useDraggable } from "@dnd-kit/core";
import { Copy, Trash2 } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useStepItems } from "@/designing/parts/useStepItems";
import { DrawnBlock } from "@/print-sheet/DrawnBlock";
import { MenuButton } from "@/ui/shared/MenuButton";
import { useDesk } from "../DeskContext";
import { copyBlock, removeBlock, stepBlock } from "../model/deeds";
import type { BlockDraft } from "../model/documents";
import style from "./PrintDesigner.module.css";

/** A block on the page: a click selects, dragging, keys and the menu move it. */
export function CanvasBlock({ block }: { readonly block: BlockDraft }) {
  const { t } = useTranslation(["printDesigner", "designing"]);
  const { print, blockName, drawn, isBare, selection, select, run } = useDesk();
  const name = blockName(block);
  const { id } = block;
  const selected = selection === id;
  const cover = useRef<HTMLButtonElement>(null);
  const held = useRef(false);
  // A block that was moved by a key keeps the key's focus.
  useEffect(() => {
    if (held.current) cover.current?.focus();
    held.current = false;
  });
  const { setNodeRef, listeners, attributes, isDragging } = useDraggable({
    id: `placed.${id}`,
    data: { carried: { placed: id }, label: name },
  });
  const up = stepBlock(print, id, -1, name);
  const down = stepBlock(print, id, 1, name);
  const steps = useStepItems(run, up, down);
  const copy = () => {
    const command = copyBlock(print, id, name);
    if (run(command) && command) select(command.block.id);
  };
  const remove = removeBlock(print, id, name);
  const press = (event: KeyboardEvent) => {
    const command = event.altKey
      ? { ArrowUp: up, ArrowDown: down }[event.key]
      : { Delete: remove, Backspace: remove }[event.key];
    const doubled = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "d";
    if (!command && !doubled) return listeners?.onKeyDown?.(event);
    event.preventDefault();
    if (doubled) return copy();
    held.current = event.altKey;
    run(command);
  };
  return (
    <li ref={setNodeRef} className={style.block} data-field={id} data-selected={selected || undefined}>
      <button
        ref={cover}
        type="button"
        className={style.cover}
        data-cover={id}
        data-carried={isDragging || undefined}
        aria-describedby={attributes["aria-describedby"]}
        aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown Delete Control+D"
        aria-pressed={selected}
        aria-label={name}
        onPointerDown={(event) => listeners?.onPointerDown?.(event)}
        onKeyDown={press}
        onClick={() => select(id)}
      />
      <div className={style.face} inert>
        <DrawnBlock block={drawn(block)} />
        {block.type === "page_break" || isBare(block) ? (
          <p className={style.remark}>{t(isBare(block) ? "canvas.bare" : "block.page_break")}</p>
        ) : null}
      </div>
      {selected ? (
        <div className={style.bar}>
          <MenuButton
            label={t("designing:menu.of", { name })}
            items={[
              {
                key: "copy",
                label: t("designing:menu.duplicate"),
                shortcut: "Ctrl D",
                icon: <Copy />,
                onSelect: copy,
              },
              "line",
              ...steps,
              "line",
              {
                key: "remove",
                label: t("menu.remove"),
                shortcut: "Del",
                icon: <Trash2 />,
                danger: true,
                onSelect: () => void run(remove),
              },
            ]}
          />
        </div>
      ) : null}
    </li>
  );
}
