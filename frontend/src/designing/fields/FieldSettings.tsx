import { useTranslation } from "react-i18next";
import type { Json } from "@/lib/json";
import { CheckField } from "@/ui/page/CheckField";
import { factsOf } from "../fieldDocuments";
import { TextSetting } from "../parts/Inputs";
import type { FieldSpec } from "./documents";
import type { FieldEditing } from "./editing";
import { plainSettings, type Setting, settingText, typedSetting } from "./settings";

/** What the field must be wherever records are written, and the plain settings of its type. */
export function FieldSettings({ field, onSet }: Pick<FieldEditing, "field" | "onSet">) {
  const { t } = useTranslation("designing");
  const facts = factsOf(field.type);
  return (
    <>
      {facts?.computed ? null : (
        <CheckField
          label={t("properties.requiredAlways")}
          hint={t("properties.requiredAlwaysHint")}
          value={field.required === true}
          onChange={(required) => onSet({ required })}
        />
      )}
      {facts?.unique ? (
        <CheckField
          label={t("properties.unique")}
          hint={t("properties.uniqueHint")}
          value={field.unique === true}
          onChange={(unique) => onSet({ unique })}
        />
      ) : null}
      {(plainSettings[field.type] ?? []).map((setting) => (
        <SettingInput key={setting.name} field={field} setting={setting} onSet={onSet} />
      ))}
    </>
  );
}

type SettingInputProps = Pick<FieldEditing, "field" | "onSet"> & { readonly setting: Setting };

function SettingInput({ field, setting, onSet }: SettingInputProps) {
  const { t } = useTranslation("designing");
  const { name, kind } = setting;
  const label = t(`setting.${name}`);
  const put = (value: Json | undefined) => onSet({ [name]: value } as Partial<FieldSpec>);
  if (kind === "yes") {
    return <CheckField label={label} value={field[name] === true} onChange={(on) => put(on || undefined)} />;
  }
  const commit = (text: string) => {
    const typed = typedSetting(setting, text);
    if (typed !== "unfit") put(typed.value);
  };
  return (
    <TextSetting
      label={label}
      placeholder={settingText(factsOf(field.type)?.settings[name])}
      maxLength={100}
      value={settingText(field[name])}
      onCommit={commit}
    />
  );
}
