import { X } from "lucide-react";
import { type ReactNode, useEffect, useId, useRef } from "react";
import { useTranslation } from "react-i18next";
import { joinNames } from "@/lib/joinNames";
import { IconButton } from "@/ui/shared/IconButton";
import style from "./Dialog.module.css";

export type DialogProps = {
  readonly title: string;
  readonly onClose: () => void;
  readonly footer?: ReactNode;
  /** Questions stand in the middle; details slide in from the side and leave the page readable. */
  readonly shape?: "middle" | "wide" | "side";
  readonly children: ReactNode;
};

/** Mounted means open. The browser keeps focus inside, answers Escape and gives focus back. */
export function Dialog({ title, onClose, footer, shape = "middle", children }: DialogProps) {
  const { t } = useTranslation("common");
  const element = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const dialog = element.current;
    dialog?.showModal();
    // The first thing to fill in, not the close button, is what the reader came for.
    dialog?.querySelector<HTMLElement>("[data-body] :is(input, textarea, select)")?.focus();
    return () => dialog?.close();
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a click on the backdrop; the keyboard has Escape and the close button
    <dialog
      ref={element}
      aria-labelledby={id}
      className={joinNames(style.dialog, style[shape])}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === element.current) onClose();
      }}
    >
      <div className={style.inside}>
        <header className={style.head}>
          <h2 id={id}>{title}</h2>
          <IconButton label={t("close")} icon={<X />} onClick={onClose} />
        </header>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
        <div className={style.body} tabIndex={0} data-body="">
          {children}
        </div>
        {footer ? <footer className={style.foot}>{footer}</footer> : null}
      </div>
    </dialog>
  );
}
