import type { ButtonHTMLAttributes, ReactNode } from "react";
import { joinNames } from "@/lib/joinNames";
import style from "./IconButton.module.css";

export type IconButtonProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, "aria-label" | "title"> & {
  /** What the button does, in words: read aloud and shown as a tip. */
  readonly label: string;
  readonly icon: ReactNode;
  readonly badge?: number | undefined;
  readonly shortcut?: string;
  readonly size?: "small" | "medium" | "phone";
};

export function IconButton({
  label,
  icon,
  badge,
  shortcut,
  size = "medium",
  className,
  ...rest
}: IconButtonProps) {
  const named = badge ? `${label} (${badge})` : label;
  return (
    <button
      type="button"
      {...rest}
      aria-label={named}
      title={shortcut ? `${label}  ${shortcut}` : label}
      className={joinNames(style.button, style[size], className)}
    >
      <span aria-hidden="true" className={style.icon}>
        {icon}
      </span>
      {badge ? (
        // Drawn by CSS from an attribute: the number is already part of the spoken name.
        <span aria-hidden="true" className={style.badge} data-count={badge > 99 ? "99+" : badge} />
      ) : null}
    </button>
  );
}
