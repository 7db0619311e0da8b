import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { factsOf } from "@/designing/fieldDocuments";
import { FieldRights } from "@/designing/fields/FieldRights";
import { TextSetting } from "@/designing/parts/Inputs";
import { SelectField } from "@/ui/page/SelectField";
import { useDesk } from "../DeskContext";
import type { EntityMembers } from "../model/commands";
import { resultOf } from "../model/computed";
import { setEntity } from "../model/deeds";
import { CheckRows } from "./CheckRows";
import style from "./Properties.module.css";
import { UniqueRows } from "./UniqueRows";

/** What the entity is called, by what its records are known, what they must keep. */
export function EntityProperties() {
  const { t } = useTranslation(["entityDesigner", "designing"]);
  const { entity, published, run } = useDesk();
  const set = (members: EntityMembers) => run(setEntity(entity, members));
  const titles = entity.fields.filter(
    (field) => factsOf(field.type)?.title ?? (field.type !== "lookup" && resultOf(field) !== "boolean"),
  );
  return (
    <div className={style.panel}>
      <h2>{t("properties.entity", { name: entity.name })}</h2>
      <TextSetting
        label={t("designing:properties.name")}
        required
        maxLength={200}
        value={entity.name}
        onCommit={(name) => set({ name })}
      />
      <TextSetting
        label={t("properties.key")}
        hint={published ? t("properties.keyKept") : t("properties.keyHint")}
        required
        maxLength={63}
        value={entity.key}
        onCommit={(key) => set({ key })}
      />
      <SelectField
        label={t("properties.title")}
        hint={t("properties.titleHint")}
        options={titles.map((field) => ({ id: field.id, label: field.name }))}
        value={entity.title}
        onChange={(title) => set({ title })}
      />
      <TextSetting
        label={t("properties.description")}
        rows={2}
        maxLength={4000}
        value={entity.description ?? ""}
        onCommit={(description) => set({ description })}
      />
      <p>
        <Link className={style.link} to={`/design/pages/${entity.id}`}>
          {t("properties.recordPage")}
        </Link>
      </p>
      <UniqueRows />
      <CheckRows />
      <fieldset className={style.block}>
        <legend>{t("rights.title")}</legend>
        <FieldRights entity={entity} id="*" />
      </fieldset>
    </div>
  );
}
