import { type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect, useRef } from "react";
import { createPortal } from "react-dom";
import { joinNames } from "@/lib/joinNames";
import style from "./Menu.module.css";
import { homeOf, placeMenu } from "./menuPlacement";

export type MenuItem =
  | {
      readonly key: string;
      readonly label: string;
      readonly icon?: ReactNode;
      readonly shortcut?: string;
      readonly danger?: boolean;
      readonly disabled?: boolean;
      readonly checked?: boolean;
      readonly onSelect: () => void;
    }
  | "line";

export type MenuProps = {
  readonly items: readonly MenuItem[];
  readonly label: string;
  /** The element that the menu hangs from; focus returns to it. */
  readonly anchor: HTMLElement;
  readonly onClose: () => void;
};

/** A menu with the keyboard of a menu: arrows, Home, End, first letter, Enter, Escape. Works in both shells. */
export function Menu({ items, label, anchor, onClose }: MenuProps) {
  const list = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    const menu = list.current;
    if (!menu) return;
    placeMenu(menu, anchor);
    menu.querySelector<HTMLElement>("[role^=menuitem]:not([disabled])")?.focus({ preventScroll: true });
  }, [anchor]);

  useEffect(() => {
    const leave = (event: PointerEvent) => {
      const target = event.target as Node;
      if (!list.current?.contains(target) && !anchor.contains(target)) onClose();
    };
    document.addEventListener("pointerdown", leave, true);
    return () => document.removeEventListener("pointerdown", leave, true);
  }, [anchor, onClose]);

  const close = () => {
    onClose();
    anchor.focus({ preventScroll: true });
  };

  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === "Escape" || event.key === "Tab") {
      event.preventDefault();
      return close();
    }
    const next = focusTarget(event.key, list.current);
    if (!next) return;
    event.preventDefault();
    next.focus();
  };

  return createPortal(
    <div ref={list} role="menu" tabIndex={-1} aria-label={label} className={style.menu} onKeyDown={onKeyDown}>
      {items.map((item, index) =>
        item === "line" ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: a divider has no identity but its place
          <hr key={`line-${index}`} className={style.line} />
        ) : (
          <button
            key={item.key}
            type="button"
            {...(item.checked === undefined
              ? { role: "menuitem" }
              : { role: "menuitemcheckbox", "aria-checked": item.checked })}
            disabled={item.disabled}
            tabIndex={-1}
            className={joinNames(style.item, item.danger && style.danger)}
            onClick={() => {
              close();
              item.onSelect();
            }}
          >
            <span className={style.icon} aria-hidden="true">
              {item.checked ? "✓" : item.icon}
            </span>
            <span className={style.label}>{item.label}</span>
            {item.shortcut ? <kbd className={style.shortcut}>{item.shortcut}</kbd> : null}
          </button>
        ),
      )}
    </div>,
    homeOf(anchor),
  );
}

function focusTarget(key: string, menu: HTMLElement | null): HTMLElement | undefined {
  const options = Array.from(menu?.querySelectorAll<HTMLElement>("[role^=menuitem]:not([disabled])") ?? []);
  const at = options.indexOf(document.activeElement as HTMLElement);
  if (key === "ArrowDown") return options[(at + 1) % options.length];
  if (key === "ArrowUp") return options.at(at <= 0 ? -1 : at - 1);
  if (key === "Home") return options[0];
  if (key === "End") return options.at(-1);
  if (key.length !== 1) return undefined;
  const letter = key.toLowerCase();
  return options.find(
    (option, index) => index > at && option.textContent?.trim().toLowerCase().startsWith(letter),
  );
}
