import { Bell, ListTodo, PanelLeft, Plus, Search } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Avatar } from "@/ui/shared/Avatar";
import { Button } from "@/ui/shared/Button";
import { IconButton } from "@/ui/shared/IconButton";
import { Menu, type MenuItem } from "@/ui/shared/Menu";
import type { ShellActions, ShellPerson } from "./shellTypes";
import style from "./TopBar.module.css";

export type TopBarProps = ShellActions & {
  readonly person: ShellPerson;
  readonly title: ReactNode;
  readonly pageActions: ReactNode;
  readonly menuOpen: boolean;
  readonly onToggleMenu?: () => void;
};

type OpenMenu = { readonly anchor: HTMLElement; readonly items: readonly MenuItem[]; readonly label: string };

export function TopBar(props: TopBarProps) {
  const { person, title, pageActions, menuOpen, onToggleMenu } = props;
  const { t } = useTranslation("shell");
  const [menu, setMenu] = useState<OpenMenu>();
  return (
    <header className={style.bar}>
      <div className={style.where}>
        {onToggleMenu ? (
          <IconButton
            label={menuOpen ? t("menu.hide") : t("menu.show")}
            aria-expanded={menuOpen}
            icon={<PanelLeft />}
            onClick={onToggleMenu}
          />
        ) : null}
        <div className={style.title}>{title}</div>
        {pageActions}
      </div>
      <button type="button" className={style.search} onClick={props.onSearch}>
        <Search aria-hidden="true" />
        <span>{t("search")}</span>
        <kbd>Ctrl K</kbd>
      </button>
      <div className={style.tools}>
        {props.createItems.length > 0 ? (
          <Button
            look="primary"
            icon={<Plus />}
            aria-haspopup="menu"
            onClick={(event) =>
              setMenu({ anchor: event.currentTarget, items: props.createItems, label: t("create") })
            }
          >
            {t("create")}
          </Button>
        ) : null}
        <Link
          to={props.todoTo}
          className={style.todo}
          aria-label={t("todoCount", { count: props.todoCount })}
          title={t("todo")}
        >
          <ListTodo aria-hidden="true" />
          {props.todoCount > 0 ? <span aria-hidden="true">{props.todoCount}</span> : null}
        </Link>
        <IconButton
          label={t("notifications")}
          icon={<Bell />}
          badge={props.unreadCount}
          onClick={(event) => props.onNotifications(event.currentTarget)}
        />
        <button
          type="button"
          className={style.me}
          aria-haspopup="menu"
          aria-label={t("me", { name: person.name })}
          onClick={(event) =>
            setMenu({ anchor: event.currentTarget, items: props.personItems, label: person.name })
          }
        >
          <Avatar {...person} size={28} />
        </button>
      </div>
      {menu ? <Menu {...menu} onClose={() => setMenu(undefined)} /> : null}
    </header>
  );
}
