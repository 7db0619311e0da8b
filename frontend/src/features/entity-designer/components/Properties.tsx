import { useState } from "react";
import { useTranslation } from "react-i18next";
import { fieldOf } from "@/designing/fields/documents";
import { FieldRights } from "@/designing/fields/FieldRights";
import { FieldSettings } from "@/designing/fields/FieldSettings";
import { Tabs } from "@/ui-phone/Tabs";
import { useDesk } from "../DeskContext";
import { editingOf } from "../editingOf";
import { EntityProperties } from "./EntityProperties";
import { FieldBasics } from "./FieldBasics";
import style from "./Properties.module.css";
import { StageProperties } from "./StageProperties";
import { UserList } from "./UserList";

const tabs = ["basics", "checks", "users", "rights"] as const;
type PropertyTab = (typeof tabs)[number];

/** What is selected, with the way back up to the entity. */
export function Properties() {
  const { selection } = useDesk();
  switch (selection.kind) {
    case "entity":
      return <EntityProperties />;
    case "field":
      return <FieldProperties id={selection.id} />;
    case "stage":
      return <StageProperties key={selection.option} gateId={selection.gate} option={selection.option} />;
  }
}

/** Back to the entity itself. */
export function Trail() {
  const { t } = useTranslation(["entityDesigner", "designing"]);
  const { entity, select } = useDesk();
  return (
    <nav className={style.trail} aria-label={t("designing:properties.trail")}>
      <button type="button" onClick={() => select({ kind: "entity" })}>
        {t("properties.entity", { name: entity.name })}
      </button>
    </nav>
  );
}

function FieldProperties({ id }: { readonly id: string }) {
  const { t } = useTranslation(["entityDesigner", "designing"]);
  const desk = useDesk();
  const [tab, setTab] = useState<PropertyTab>("basics");
  const field = fieldOf(desk.entity, id);
  if (!field) return null;
  const users = desk.users?.fields[id];
  return (
    <div className={style.panel}>
      <Trail />
      <h2>{field.name}</h2>
      <Tabs
        label={t("designing:properties.tabs")}
        tabs={tabs.map((key) => ({
          key,
          label: t(`properties.${key}`),
          ...(key === "users" && users ? { count: users.length } : {}),
        }))}
        current={tab}
        onChange={(key) => setTab(key as PropertyTab)}
      >
        <div className={style.group} key={id}>
          {tab === "basics" ? <FieldBasics field={field} /> : null}
          {tab === "checks" ? <FieldSettings {...editingOf(desk, field)} /> : null}
          {tab === "users" ? (
            <UserList
              self={desk.entity.id}
              users={desk.users && (users ?? [])}
              designerOf={desk.parts.designerOf}
            />
          ) : null}
          {tab === "rights" ? <FieldRights entity={desk.entity} id={id} /> : null}
        </div>
      </Tabs>
    </div>
  );
}
