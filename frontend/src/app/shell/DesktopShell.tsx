import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Accent } from "@/ui/tokens";
import { AppMenu } from "./AppMenu";
import { AppRail } from "./AppRail";
import style from "./DesktopShell.module.css";
import type { ShellActions, ShellApp, ShellPageGroup, ShellPerson } from "./shellTypes";
import { TopBar } from "./TopBar";

export type DesktopShellProps = ShellActions & {
  readonly apps: readonly ShellApp[];
  readonly currentApp?: string;
  readonly groups?: readonly ShellPageGroup[];
  readonly person: ShellPerson;
  /** Path of the page: where am I. */
  readonly title: ReactNode;
  /** Right of the title: 'edit this page' for those who may. */
  readonly pageActions?: ReactNode;
  readonly menuFooter?: ReactNode;
  readonly children: ReactNode;
};

/** In a narrow window the menu would leave no room for the page: it is opened when it is wanted. */
const isWide = () => !window.matchMedia("(max-width: 760px)").matches;

/** The frame of every desktop page: apps at the left, the app's pages, a top bar, the content. */
export function DesktopShell({
  apps,
  currentApp,
  groups = [],
  person,
  title,
  pageActions,
  menuFooter,
  children,
  ...actions
}: DesktopShellProps) {
  const { t } = useTranslation("shell");
  const [menuOpen, setMenuOpen] = useState(isWide);
  const app = apps.find((candidate) => candidate.id === currentApp);
  const accent: Accent = app?.accent ?? "indigo";
  const withMenu = app !== undefined && groups.length > 0;
  return (
    <div className={style.shell} data-accent={accent}>
      <a href="#content" className={style.skip}>
        {t("skip")}
      </a>
      <AppRail apps={apps} current={currentApp} />
      {withMenu && menuOpen ? <AppMenu app={app} groups={groups} footer={menuFooter} /> : null}
      <div className={style.main}>
        <TopBar
          {...actions}
          person={person}
          title={title}
          pageActions={pageActions}
          menuOpen={menuOpen}
          {...(withMenu ? { onToggleMenu: () => setMenuOpen((open) => !open) } : {})}
        />
        <main id="content" className={style.content} tabIndex={-1}>
          {children}
        </main>
      </div>
    </div>
  );
}
