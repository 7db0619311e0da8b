import type { KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { useStepItems } from "@/designing/parts/useStepItems";
import { EmptyState } from "@/ui/shared/EmptyState";
import { MenuButton } from "@/ui/shared/MenuButton";
import { useAppDesk } from "../AppDesk";
import { removeGroup, stepGroup } from "../model/deeds";
import { type GroupDraft, menuOf } from "../model/documents";
import style from "./Menu.module.css";
import { MenuEntry } from "./MenuEntry";

/** The menu while it is made, and beside it the menu as people will have it. */
export function MenuCanvas({ onShow }: { readonly onShow: () => void }) {
  const { t } = useTranslation("appDesigner");
  const { app, parts, pageOf } = useAppDesk();
  const { MenuPreview } = parts;
  const groups = menuOf(app);
  return (
    <div className={style.canvas}>
      <div className={style.groups} data-menu="">
        {groups.length === 0 ? <EmptyState title={t("menu.empty")} hint={t("menu.emptyHint")} /> : null}
        {groups.map((group) => (
          <MenuGroup key={group.id} group={group} onShow={onShow} />
        ))}
        <p className={style.hint}>{t("menu.help")}</p>
      </div>
      <aside className={style.preview} aria-label={t("menu.preview")}>
        <h2>{t("menu.preview")}</h2>
        <div className={style.frame} inert>
          <MenuPreview name={app.name} color={app.color ?? ""} groups={groups} pageOf={pageOf} />
        </div>
      </aside>
    </div>
  );
}

type GroupProps = { readonly group: GroupDraft; readonly onShow: () => void };

function MenuGroup({ group, onShow }: GroupProps) {
  const { t } = useTranslation(["appDesigner", "designing"]);
  const { app, selection, select, run } = useAppDesk();
  const selected = selection.kind === "group" && selection.id === group.id;
  const up = stepGroup(app, group.id, -1);
  const down = stepGroup(app, group.id, 1);
  const steps = useStepItems(run, up, down);
  const choose = () => {
    select({ kind: "group", id: group.id });
    onShow();
  };
  const press = (event: KeyboardEvent) => {
    const command = event.altKey ? { ArrowUp: up, ArrowDown: down }[event.key] : undefined;
    if (event.key === "Delete") run(removeGroup(app, group.id));
    else if (command) run(command);
    else return;
    event.preventDefault();
  };
  return (
    <section
      className={style.group}
      data-group={group.id}
      data-selected={selected || undefined}
      aria-label={group.name}
    >
      <header className={style.groupHead}>
        <button
          type="button"
          className={style.groupName}
          aria-pressed={selected}
          onClick={choose}
          onKeyDown={press}
        >
          {group.name}
        </button>
        <MenuButton
          label={t("designing:menu.of", { name: group.name })}
          items={[
            { key: "rename", label: t("designing:menu.rename"), onSelect: choose },
            ...steps,
            "line",
            {
              key: "remove",
              label: t("menu.removeGroup"),
              shortcut: "Del",
              danger: true,
              onSelect: () => void run(removeGroup(app, group.id)),
            },
          ]}
        />
      </header>
      <ul className={style.items}>
        {group.items.map((item) => (
          <MenuEntry key={item.id} item={item} home={group} onShow={onShow} />
        ))}
      </ul>
      {group.items.length === 0 ? <p className={style.hint}>{t("menu.groupEmpty")}</p> : null}
    </section>
  );
}
