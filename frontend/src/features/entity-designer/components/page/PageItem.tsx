import { useDraggable } from "@dnd-kit/core";
import { type KeyboardEvent, type ReactNode, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Carrying } from "@/designing/drag/DropSurface";
import { MenuButton } from "@/ui/shared/MenuButton";
import type { PageCommand } from "../../model/commands";
import type { PageSelection } from "../../model/pageDeeds";
import type { Carried } from "../../model/pageDropped";
import { usePageDesk } from "../../PageDeskContext";
import style from "./Page.module.css";

export type PageItemProps = {
  readonly id: string;
  readonly name: string;
  readonly tab?: boolean;
  /** Its content is what the place shows. */
  readonly current?: boolean;
  readonly selected: boolean;
  readonly selection: PageSelection;
  readonly carried: Carried;
  readonly earlier: PageCommand | undefined;
  readonly later: PageCommand | undefined;
  readonly across?: { readonly label: string; readonly command: PageCommand };
  /** Absent for what has to stay. */
  readonly onRemove?: () => void;
  readonly onInsert: (anchor: HTMLElement) => void;
  readonly onShow: () => void;
  readonly children: ReactNode;
};

/** A tab or a fact on the page: dragged, stepped by keys, or moved from its own menu. */
export function PageItem(props: PageItemProps) {
  const { id, name, selected, selection, carried, earlier, later, onRemove, onInsert, onShow } = props;
  const { select, run } = usePageDesk();
  const data = useMemo<Carrying<Carried>>(() => ({ carried, label: name }), [carried, name]);
  const { setNodeRef, listeners, attributes, isDragging } = useDraggable({ id: `on.${id}`, data });
  const press = (event: KeyboardEvent<HTMLElement>) => {
    const command = event.altKey
      ? { ArrowUp: earlier, ArrowLeft: earlier, ArrowDown: later, ArrowRight: later }[event.key]
      : undefined;
    if (command) {
      run(command);
      refocus(id);
    } else if (event.altKey && event.key.startsWith("Arrow")) {
      // At either end there is nothing to do, and the browser's own meaning of the keys would leave the page.
    } else if ((event.key === "Delete" || event.key === "Backspace") && onRemove) onRemove();
    else if (event.key === "/") onInsert(event.currentTarget);
    else return listeners?.onKeyDown?.(event);
    event.preventDefault();
  };
  const choose = () => {
    select(selection);
    onShow();
  };
  return (
    <div
      ref={setNodeRef}
      className={props.tab ? style.tab : style.fact}
      data-field={id}
      data-current={props.current || undefined}
      data-selected={selected || undefined}
      data-carried={isDragging || undefined}
    >
      <button
        type="button"
        className={style.itemName}
        data-item={id}
        {...listeners}
        aria-describedby={attributes["aria-describedby"]}
        aria-pressed={selected}
        onClick={choose}
        onKeyDown={press}
      >
        {props.children}
      </button>
      <ItemMenu {...props} />
    </div>
  );
}

function ItemMenu({ name, earlier, later, across, onRemove }: PageItemProps) {
  const { t } = useTranslation(["pageDesigner", "designing"]);
  const { run } = usePageDesk();
  const step = (key: "earlier" | "later", command: PageCommand | undefined, shortcut: string) => ({
    key,
    label: t(`menu.${key}`),
    shortcut,
    disabled: !command,
    onSelect: () => void run(command),
  });
  return (
    <MenuButton
      label={t("designing:menu.of", { name })}
      items={[
        step("earlier", earlier, "Alt ←"),
        step("later", later, "Alt →"),
        ...(across ? [{ key: "across", label: across.label, onSelect: () => void run(across.command) }] : []),
        ...(onRemove
          ? ([
              "line",
              { key: "remove", label: t("menu.remove"), shortcut: "Del", danger: true, onSelect: onRemove },
            ] as const)
          : []),
      ]}
    />
  );
}

/** A tab that went into the other place is another element: the focus follows it. */
const refocus = (id: string) =>
  requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-item="${id}"]`)?.focus());
