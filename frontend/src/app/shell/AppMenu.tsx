import type { ReactNode } from "react";
import { NavLink } from "react-router";
import { joinNames } from "@/lib/joinNames";
import style from "./AppMenu.module.css";
import type { ShellApp, ShellPageGroup } from "./shellTypes";

export type AppMenuProps = {
  readonly app: ShellApp;
  readonly groups: readonly ShellPageGroup[];
  readonly footer: ReactNode;
};

export function AppMenu({ app, groups, footer }: AppMenuProps) {
  return (
    <nav className={style.menu} aria-label={app.name}>
      <p className={style.name}>{app.name}</p>
      <div className={style.groups}>
        {groups.map((group) => (
          <section key={group.key} aria-labelledby={`group-${group.key}`}>
            <h2 id={`group-${group.key}`} className={style.group}>
              {group.label}
            </h2>
            <ul>
              {group.pages.map((page) => (
                <li key={page.key}>
                  <NavLink
                    to={page.to}
                    className={({ isActive }) => joinNames(style.page, isActive && style.current)}
                  >
                    <span className={style.icon} aria-hidden="true">
                      {page.icon}
                    </span>
                    <span className={style.label}>{page.label}</span>
                    {page.count ? <span className={style.count}>{page.count}</span> : null}
                  </NavLink>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
      {footer ? <div className={style.footer}>{footer}</div> : null}
    </nav>
  );
}
