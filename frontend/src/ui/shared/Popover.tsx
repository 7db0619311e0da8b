import { type ReactNode, useEffect, useLayoutEffect, useRef } from "react";
import { createPortal } from "react-dom";
import { homeOf, placeMenu } from "./menuPlacement";
import style from "./Popover.module.css";

export type PopoverProps = {
  readonly label: string;
  /** The element that the panel hangs from; focus returns to it. */
  readonly anchor: HTMLElement;
  readonly onClose: () => void;
  /** At least as wide as the anchor. */
  readonly match?: boolean;
  readonly children: ReactNode;
};

const focusable = "input, select, textarea, button, a[href], [tabindex='0']";

/** A panel beside a control: filters, pickers, notifications. Escape and a click outside close it. */
export function Popover({ label, anchor, onClose, match = false, children }: PopoverProps) {
  const panel = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    const element = panel.current;
    if (!element) return undefined;
    const place = () => {
      if (match) element.style.minWidth = `${anchor.getBoundingClientRect().width}px`;
      placeMenu(element, anchor);
    };
    place();
    element.querySelector<HTMLElement>(focusable)?.focus({ preventScroll: true });
    const grown = new ResizeObserver(place);
    grown.observe(element);
    return () => grown.disconnect();
  }, [anchor, match]);

  useEffect(() => {
    const leave = (event: PointerEvent) => {
      const target = event.target as Element;
      const inside = panel.current?.contains(target) || anchor.contains(target);
      // A panel opened from this panel stands elsewhere in the document.
      if (!inside && !target.closest("[data-popover], [role=menu]")) onClose();
    };
    document.addEventListener("pointerdown", leave, true);
    return () => document.removeEventListener("pointerdown", leave, true);
  }, [anchor, onClose]);

  return createPortal(
    <div
      ref={panel}
      role="dialog"
      aria-label={label}
      data-popover=""
      tabIndex={-1}
      className={style.panel}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key !== "Escape") return;
        event.preventDefault();
        onClose();
        anchor.focus({ preventScroll: true });
      }}
    >
      {children}
    </div>,
    homeOf(anchor),
  );
}
