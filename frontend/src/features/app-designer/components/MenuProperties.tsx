import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { TextSetting } from "@/designing/parts/Inputs";
import { accents } from "@/ui/tokens";
import { useAppDesk } from "../AppDesk";
import { renameGroup, setApp, setItem } from "../model/deeds";
import { type GroupDraft, type ItemDraft, itemsOf, menuOf } from "../model/documents";
import { IconChoice } from "./IconChoice";
import style from "./Menu.module.css";
import { SeenBy } from "./SeenBy";

/** What is selected on the menu, or the app itself. */
export function MenuProperties() {
  const { app, selection } = useAppDesk();
  const group = menuOf(app).find((one) => selection.kind === "group" && one.id === selection.id);
  const item = itemsOf(app).find((one) => selection.kind === "item" && one.id === selection.id);
  if (item) return <ItemProperties key={item.id} item={item} />;
  if (group) return <GroupProperties key={group.id} group={group} />;
  return <AppProperties />;
}

function Trail() {
  const { t } = useTranslation("appDesigner");
  const { select } = useAppDesk();
  return (
    <nav className={style.trail} aria-label={t("properties.trail")}>
      <button type="button" onClick={() => select({ kind: "app" })}>
        {t("properties.app")}
      </button>
    </nav>
  );
}

function AppProperties() {
  const { t } = useTranslation("appDesigner");
  const { app, run } = useAppDesk();
  return (
    <div className={style.panel}>
      <h2>{t("properties.app")}</h2>
      <TextSetting
        label={t("properties.name")}
        required
        maxLength={200}
        value={app.name}
        onCommit={(name) => void run(setApp(app, { name }))}
      />
      <TextSetting
        label={t("properties.description")}
        rows={3}
        maxLength={2000}
        value={app.description ?? ""}
        onCommit={(description) => void run(setApp(app, { description }))}
      />
      <fieldset className={style.choices}>
        <legend>{t("properties.color")}</legend>
        {accents.map((accent) => (
          <label key={accent} className={style.color} data-accent={accent} title={t(`color.${accent}`)}>
            <input
              type="radio"
              name="color"
              aria-label={t(`color.${accent}`)}
              checked={app.color === accent}
              onChange={() => void run(setApp(app, { color: accent }))}
            />
          </label>
        ))}
      </fieldset>
      <IconChoice value={app.icon ?? ""} onChange={(icon) => void run(setApp(app, { icon }))} />
      <p className={style.hint}>{t("properties.key", { key: app.key })}</p>
    </div>
  );
}

function GroupProperties({ group }: { readonly group: GroupDraft }) {
  const { t } = useTranslation("appDesigner");
  const { app, run } = useAppDesk();
  return (
    <div className={style.panel}>
      <Trail />
      <h2>{group.name}</h2>
      <TextSetting
        label={t("properties.groupName")}
        required
        maxLength={200}
        value={group.name}
        onCommit={(name) => void run(renameGroup(app, group.id, name))}
      />
      <p className={style.hint}>{t("properties.groupHint")}</p>
    </div>
  );
}

function ItemProperties({ item }: { readonly item: ItemDraft }) {
  const { t } = useTranslation(["appDesigner", "designing"]);
  const { app, nameOf, pageOf, run, parts } = useAppDesk();
  const page = pageOf(item.opens);
  const designer = page ? parts.designerOf(page.kind, page.id) : undefined;
  return (
    <div className={style.panel}>
      <Trail />
      <h2>{nameOf(item)}</h2>
      <TextSetting
        label={t("properties.itemName")}
        maxLength={200}
        hint={t("properties.itemNameHint", { name: page?.name ?? item.opens })}
        value={item.name ?? ""}
        onCommit={(name) => void run(setItem(app, item.id, { name: name.trim() }, nameOf(item)))}
      />
      <IconChoice
        value={item.icon ?? ""}
        onChange={(icon) => void run(setItem(app, item.id, { icon }, nameOf(item)))}
      />
      {page ? (
        <p>
          {t("properties.opens")} {t(`designing:kind.${page.kind}`)}{" "}
          {designer ? <Link to={designer}>{page.name}</Link> : page.name}
        </p>
      ) : null}
      {page ? <SeenBy page={page} /> : null}
    </div>
  );
}
