import { type ReactNode, useEffect } from "react";
import style from "./PageFrame.module.css";

export type PageFrameProps = {
  readonly title: ReactNode;
  readonly hint?: ReactNode;
  readonly actions?: ReactNode;
  /** Tabs or filters right below the title. */
  readonly below?: ReactNode;
  readonly narrow?: boolean;
  readonly children: ReactNode;
};

/** Title, what can be done here, content: the same on every page. */
export function PageFrame({ title, hint, actions, below, narrow = false, children }: PageFrameProps) {
  useEffect(() => {
    if (typeof title === "string") document.title = title;
  }, [title]);
  return (
    <div className={style.page} data-narrow={narrow || undefined}>
      <header className={style.head}>
        <div className={style.titles}>
          <h1>{title}</h1>
          {hint ? <p>{hint}</p> : null}
        </div>
        {actions ? <div className={style.actions}>{actions}</div> : null}
      </header>
      {below ? <div className={style.below}>{below}</div> : null}
      <div className={style.content}>{children}</div>
    </div>
  );
}
