import { ChevronDown } from "lucide-react";
import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import style from "./Popover.module.css";

export type PopoverProps = {
  readonly name: string;
  /** What is chosen, in words; empty while nothing is. */
  readonly chosen: string;
  readonly children: ReactNode;
};

/** A button that opens a small panel below itself; Escape and a click outside close it. */
export function Popover({ name, chosen, children }: PopoverProps) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const frame = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!open) return undefined;
    const leave = (event: PointerEvent) => {
      if (!frame.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener("pointerdown", leave, true);
    return () => document.removeEventListener("pointerdown", leave, true);
  }, [open]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes the panel wherever focus is inside
    <div
      ref={frame}
      className={style.frame}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !open) return;
        setOpen(false);
        button.current?.focus();
      }}
    >
      <button
        ref={button}
        type="button"
        className={style.button}
        data-used={chosen !== "" || undefined}
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        <span>{chosen === "" ? name : `${name}: ${chosen}`}</span>
        <ChevronDown aria-hidden="true" />
      </button>
      {open ? (
        <div id={id} role="dialog" aria-label={name} className={style.panel}>
          {children}
        </div>
      ) : null}
    </div>
  );
}
