import { ChevronLeft, LayoutGrid, ListTodo, UserRound } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { NavLink } from "react-router";
import { joinNames } from "@/lib/joinNames";
import { IconButton } from "@/ui/shared/IconButton";
import style from "./PhoneShell.module.css";
import { useTodoCount } from "./useTodoCount";

export type PhoneShellProps = {
  readonly title: string;
  readonly onBack?: () => void;
  readonly actions?: ReactNode;
  /** One line above the content that must not be missed, such as what is not uploaded yet. */
  readonly banner?: ReactNode;
  /** The page's main action, within reach of the thumb; replaces the tabs. */
  readonly footer?: ReactNode;
  readonly children: ReactNode;
};

const tabs = [
  { key: "todo", to: "/todo", Icon: ListTodo },
  { key: "apps", to: "/apps", Icon: LayoutGrid },
  { key: "me", to: "/me", Icon: UserRound },
] as const;

export function PhoneShell({ title, onBack, actions, banner, footer, children }: PhoneShellProps) {
  const { t } = useTranslation("shell");
  return (
    <div className={style.shell}>
      <header className={style.bar}>
        {onBack ? (
          <IconButton size="phone" label={t("back")} icon={<ChevronLeft />} onClick={onBack} />
        ) : null}
        <h1 className={joinNames(style.title, onBack && style.inner)}>{title}</h1>
        <div className={style.actions}>{actions}</div>
      </header>
      {banner ? <div className={style.banner}>{banner}</div> : null}
      <main className={style.content}>{children}</main>
      {footer ? <footer className={style.footer}>{footer}</footer> : <Tabs />}
    </div>
  );
}

function Tabs() {
  const { t } = useTranslation("shell");
  const todoCount = useTodoCount();
  return (
    <nav className={style.tabs} aria-label={t("tabs")}>
      {tabs.map(({ key, to, Icon }) => (
        <NavLink
          key={key}
          to={to}
          className={({ isActive }) => joinNames(style.tab, isActive && style.current)}
        >
          <span className={style.mark}>
            <Icon aria-hidden="true" />
            {key === "todo" && todoCount > 0 ? <span className={style.badge}>{todoCount}</span> : null}
          </span>
          {t(`tab.${key}`)}
        </NavLink>
      ))}
    </nav>
  );
}
