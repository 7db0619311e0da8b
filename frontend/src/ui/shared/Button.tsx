import type { ButtonHTMLAttributes, ReactNode } from "react";
import { joinNames } from "@/lib/joinNames";
import style from "./Button.module.css";

export type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & {
  readonly look?: "primary" | "plain" | "quiet" | "danger";
  readonly size?: "small" | "medium" | "phone";
  readonly icon?: ReactNode;
  /** Keeps its width and tells assistive technology that work is going on. */
  readonly busy?: boolean;
  readonly block?: boolean;
};

export function Button({
  look = "plain",
  size = "medium",
  icon,
  busy = false,
  block = false,
  className,
  children,
  disabled,
  type = "button",
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      disabled={disabled || busy}
      aria-busy={busy || undefined}
      className={joinNames(style.button, style[look], style[size], block && style.block, className)}
    >
      {icon ? (
        <span className={style.icon} aria-hidden="true">
          {icon}
        </span>
      ) : null}
      {children ? <span>{children}</span> : null}
      {busy ? <span className={style.bar} aria-hidden="true" /> : null}
    </button>
  );
}
