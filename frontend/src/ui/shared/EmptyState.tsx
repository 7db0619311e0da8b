import type { ReactNode } from "react";
import { joinNames } from "@/lib/joinNames";
import style from "./EmptyState.module.css";

export type EmptyStateProps = {
  readonly icon?: ReactNode;
  readonly title: string;
  /** One sentence that teaches what to do next. */
  readonly hint?: string;
  /** One button: the next action. */
  readonly action?: ReactNode;
  readonly compact?: boolean;
};

export function EmptyState({ icon, title, hint, action, compact = false }: EmptyStateProps) {
  return (
    <div className={joinNames(style.empty, compact && style.compact)}>
      {icon ? (
        <span className={style.icon} aria-hidden="true">
          {icon}
        </span>
      ) : null}
      <p className={style.title}>{title}</p>
      {hint ? <p className={style.hint}>{hint}</p> : null}
      {action ? <div className={style.action}>{action}</div> : null}
    </div>
  );
}
