import { X } from "lucide-react";
import { type ReactNode, useId } from "react";
import { useTranslation } from "react-i18next";
import { joinNames } from "@/lib/joinNames";
import { IconButton } from "@/ui/shared/IconButton";
import { useModal } from "@/ui/shared/useModal";
import style from "./Dialog.module.css";

export type DialogProps = {
  readonly title: string;
  readonly onClose: () => void;
  readonly footer?: ReactNode;
  /** A sheet rises from the bottom edge (choices); a dialog stands in the middle (questions). */
  readonly shape?: "sheet" | "dialog";
  readonly children: ReactNode;
};

/** Mounted means open. The browser keeps focus inside, answers Escape and gives focus back. */
export function Dialog({ title, onClose, footer, shape = "sheet", children }: DialogProps) {
  const { t } = useTranslation("common");
  const modal = useModal(onClose);
  const id = useId();
  return (
    <dialog
      {...modal}
      aria-labelledby={id}
      className={joinNames(style.dialog, shape === "sheet" ? style.sheet : style.middle)}
    >
      <div className={style.inside}>
        <header className={style.head}>
          <h2 id={id}>{title}</h2>
          <IconButton size="phone" label={t("close")} icon={<X />} onClick={onClose} />
        </header>
        <div className={style.body}>{children}</div>
        {footer ? <footer className={style.foot}>{footer}</footer> : null}
      </div>
    </dialog>
  );
}
