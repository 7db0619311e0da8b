import { useTranslation } from "react-i18next";
import { TextSetting } from "@/designing/parts/Inputs";
import { CheckField } from "@/ui/page/CheckField";
import { SelectField } from "@/ui/page/SelectField";
import { useDesk } from "../DeskContext";
import { setFilter, setView } from "../model/deeds";
import style from "./Designer.module.css";
import { LayoutSettings } from "./LayoutSettings";
import { SortRows } from "./SortRows";
import { TypeChoice } from "./TypeChoice";

/** Everything about the view but the order of its fields. */
export function ViewProperties() {
  const { t } = useTranslation("viewDesigner");
  const { draft, entity, parts, run } = useDesk();
  const { ConditionEditor } = parts;
  return (
    <div className={style.panel}>
      <TextSetting
        label={t("settings.name")}
        required
        maxLength={200}
        value={draft.name}
        onCommit={(name) => run(setView(draft, { name }))}
      />
      <section>
        <h2>{t("settings.type")}</h2>
        <TypeChoice />
      </section>
      <LayoutSettings />
      <section>
        <h2>{t("settings.filter")}</h2>
        <div className={style.condition}>
          <ConditionEditor
            entity={entity}
            condition={draft.filter}
            none={t("settings.noFilter")}
            onChange={(filter) => run(setFilter(draft, filter))}
          />
        </div>
      </section>
      <SortRows />
      <section>
        <h2>{t("settings.reading")}</h2>
        <SelectField
          label={t("settings.form")}
          value={draft.form ?? ""}
          none={t("settings.formUsual")}
          options={entity.forms.map(({ id, name }) => ({ id, label: name }))}
          onChange={(form) => run(setView(draft, { form: form || null }))}
        />
        <CheckField
          label={t("settings.locked")}
          hint={t("settings.lockedHint")}
          value={draft.locked ?? false}
          onChange={(locked) => run(setView(draft, { locked }))}
        />
        <p className={style.hint}>{t("settings.sharing")}</p>
      </section>
    </div>
  );
}
