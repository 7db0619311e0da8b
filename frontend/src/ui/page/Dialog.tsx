import { X } from "lucide-react";
import { type ReactNode, useEffect, useId } from "react";
import { useTranslation } from "react-i18next";
import { joinNames } from "@/lib/joinNames";
import { IconButton } from "@/ui/shared/IconButton";
import { useModal } from "@/ui/shared/useModal";
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
  const modal = useModal(onClose);
  const id = useId();
  useEffect(() => {
    // The first thing to fill in, not the close button, is what the reader came for.
    modal.ref.current?.querySelector<HTMLElement>("[data-body] :is(input, textarea, select)")?.focus();
  }, [modal.ref]);
  return (
    <dialog {...modal} aria-labelledby={id} className={joinNames(style.dialog, style[shape])}>
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
