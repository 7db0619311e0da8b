import { House, LayoutGrid, Store } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link, NavLink } from "react-router";
import { joinNames } from "@/lib/joinNames";
import style from "./AppRail.module.css";
import type { ShellApp } from "./shellTypes";

export type AppRailProps = { readonly apps: readonly ShellApp[]; readonly current: string | undefined };

type RailLinkProps = { readonly to: string; readonly label: string; readonly icon: ReactNode };

function RailLink({ to, label, icon }: RailLinkProps) {
  return (
    <NavLink
      to={to}
      end
      title={label}
      aria-label={label}
      className={({ isActive }) => joinNames(style.place, isActive && style.current)}
    >
      {icon}
    </NavLink>
  );
}

/** The workspace at a glance: home, each app in its own colour, the market. */
export function AppRail({ apps, current }: AppRailProps) {
  const { t } = useTranslation("shell");
  return (
    <nav className={style.rail} aria-label={t("rail")}>
      <RailLink to="/" label={t("home")} icon={<House aria-hidden="true" />} />
      <span className={style.line} aria-hidden="true" />
      <ul className={style.apps}>
        {apps.map((app) => (
          <li key={app.id} data-accent={app.accent}>
            <Link
              to={app.to}
              title={app.name}
              aria-label={app.name}
              aria-current={app.id === current ? "true" : undefined}
              className={joinNames(style.app, app.id === current && style.currentApp)}
            >
              <span className={style.tile} aria-hidden="true">
                {app.icon ?? Array.from(app.name)[0]}
              </span>
            </Link>
          </li>
        ))}
      </ul>
      <RailLink to="/apps" label={t("apps")} icon={<LayoutGrid aria-hidden="true" />} />
      <RailLink to="/market" label={t("market")} icon={<Store aria-hidden="true" />} />
    </nav>
  );
}
