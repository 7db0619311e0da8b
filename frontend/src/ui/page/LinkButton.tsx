import type { ReactNode } from "react";
import { Link } from "react-router";
import { joinNames } from "@/lib/joinNames";
import style from "@/ui/shared/Button.module.css";

export type LinkButtonProps = {
  readonly to: string;
  readonly look?: "primary" | "plain" | "quiet";
  readonly size?: "medium" | "phone";
  readonly icon?: ReactNode;
  readonly children: string;
};

/** Looks like a button and is a link: it can be opened in another window. */
export function LinkButton({ to, look = "plain", size = "medium", icon, children }: LinkButtonProps) {
  return (
    <Link to={to} className={joinNames(style.button, style[look], style[size])}>
      {icon ? (
        <span className={style.icon} aria-hidden="true">
          {icon}
        </span>
      ) : null}
      <span>{children}</span>
    </Link>
  );
}
