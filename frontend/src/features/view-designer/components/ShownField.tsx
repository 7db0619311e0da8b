import { useDraggable } from "@dnd-kit/core";
import { EyeOff, GripVertical, Lock } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { FieldIcon } from "@/designing/fields/FieldIcon";
import { useStepItems } from "@/designing/parts/useStepItems";
import { joinNames } from "@/lib/joinNames";
import { MenuButton } from "@/ui/shared/MenuButton";
import { useDesk } from "../DeskContext";
import { hideField, stepField } from "../model/deeds";
import style from "./Designer.module.css";

/** Dragged by its row; keys and the menu do the same. */
export function ShownField({ field }: { readonly field: string }) {
  const { t } = useTranslation("viewDesigner");
  const { draft, nameOf, typeOf, run } = useDesk();
  const type = typeOf(field);
  const name = nameOf(field) ?? t("fields.unseen");
  const { listeners, setNodeRef, isDragging } = useDraggable({
    id: field,
    data: { carried: field, label: name },
  });
  const face = useRef<HTMLButtonElement>(null);
  const held = useRef(false);
  // A row that was moved by a key keeps the key's focus.
  useEffect(() => {
    if (held.current) face.current?.focus();
    held.current = false;
  });
  const up = stepField(draft, field, name, -1);
  const down = stepField(draft, field, name, 1);
  const steps = useStepItems(run, up, down);
  const hide = hideField(draft, field, name);
  const press = (event: KeyboardEvent) => {
    const command = event.altKey
      ? { ArrowUp: up, ArrowDown: down }[event.key]
      : { Delete: hide, Backspace: hide }[event.key];
    if (!command) return listeners?.onKeyDown?.(event);
    event.preventDefault();
    held.current = true;
    run(command);
  };
  return (
    <li ref={setNodeRef} data-field={field} className={joinNames(style.field, isDragging && style.dragged)}>
      <button
        type="button"
        ref={face}
        className={style.face}
        aria-label={name}
        aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown Delete"
        onPointerDown={(event) => listeners?.onPointerDown?.(event)}
        onKeyDown={press}
      >
        <GripVertical size={14} aria-hidden="true" className={style.grip} />
        {type ? <FieldIcon type={type} /> : <Lock size={14} aria-hidden="true" />}
        <span>{name}</span>
      </button>
      <MenuButton
        label={t("fields.menu", { name })}
        items={[
          ...steps,
          "line",
          {
            key: "hide",
            label: t("fields.hide"),
            shortcut: "Del",
            icon: <EyeOff />,
            onSelect: () => void run(hide),
          },
        ]}
      />
    </li>
  );
}
