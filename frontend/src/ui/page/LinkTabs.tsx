import { Link } from "react-router";
import style from "./LinkTabs.module.css";

export type LinkTab = {
  readonly key: string;
  readonly label: string;
  readonly to: string;
  readonly count?: number | undefined;
};

export type LinkTabsProps = {
  readonly label: string;
  readonly tabs: readonly LinkTab[];
  readonly current: string;
};

/** Tabs that are addresses: they can be bookmarked, shared and opened in another window. */
export function LinkTabs({ label, tabs, current }: LinkTabsProps) {
  return (
    <nav aria-label={label} className={style.tabs}>
      {tabs.map((tab) => (
        <Link
          key={tab.key}
          to={tab.to}
          className={style.tab}
          aria-current={tab.key === current ? "page" : undefined}
        >
          {tab.label}
          {tab.count === undefined ? null : <span className={style.count}>{tab.count}</span>}
        </Link>
      ))}
    </nav>
  );
}
