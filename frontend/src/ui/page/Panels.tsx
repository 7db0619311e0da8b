import type { ReactNode } from "react";
import style from "./Panels.module.css";

export type PanelsProps = {
  readonly main: ReactNode;
  readonly aside: ReactNode;
  /** Heading of the narrow panel. */
  readonly asideTitle: string;
  /** Heading of the wide panel, where the page's own does not say it. */
  readonly title?: string;
};

/** What a page is about, and beside it what has happened; below it where there is no room. */
export function Panels({ main, title, aside, asideTitle }: PanelsProps) {
  return (
    <div className={style.panels}>
      <section className={style.panel} aria-label={title}>
        {title ? <h2>{title}</h2> : null}
        {main}
      </section>
      <aside className={style.panel} aria-label={asideTitle}>
        <h2>{asideTitle}</h2>
        {aside}
      </aside>
    </div>
  );
}
