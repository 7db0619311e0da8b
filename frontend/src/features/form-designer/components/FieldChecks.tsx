import { useTranslation } from "react-i18next";
import { factsOf } from "@/designing/fieldDocuments";
import { TextSetting } from "@/designing/parts/Inputs";
import type { Json } from "@/lib/json";
import { CheckField } from "@/ui/page/CheckField";
import { useDesk } from "../DeskContext";
import { setField, setPlace } from "../model/deeds";
import { type FieldSpec, fieldOf, placementOf } from "../model/documents";
import style from "./Properties.module.css";

type Setting = {
  readonly name: string;
  /** `exact`: a decimal, which travels as text. */
  readonly kind: "whole" | "exact" | "yes";
};

const whole = (name: string): Setting => ({ name, kind: "whole" });
const exact = (name: string): Setting => ({ name, kind: "exact" });
const yes = (name: string): Setting => ({ name, kind: "yes" });
const range = [exact("min"), exact("max")];

/** Settings of each type that say what may be entered. */
const settings: Readonly<Record<string, readonly Setting[]>> = {
  text: [whole("max_length")],
  long_text: [whole("max_length")],
  integer: range,
  decimal: [...range, whole("places")],
  money: [...range, whole("places")],
  photo: [whole("least"), whole("most"), yes("camera_only")],
  file: [whole("least"), whole("most")],
  sub_table: [whole("least"), whole("most")],
  person: [yes("many")],
  department: [yes("many")],
};

/** What a value must be: on this form, and wherever records are written. */
export function FieldChecks({ id }: { readonly id: string }) {
  const { t } = useTranslation("designing");
  const desk = useDesk();
  const { form, entity, run } = desk;
  const field = fieldOf(entity, id);
  const place = placementOf(form, id);
  if (!field || !place) return null;
  const facts = factsOf(field.type);
  if (facts?.computed) return <p className={style.hint}>{t("properties.computed")}</p>;
  return (
    <>
      <CheckField
        label={t("properties.required")}
        value={place.required ?? false}
        onChange={(required) => run(setPlace(desk, id, { required }, "required"))}
      />
      <CheckField
        label={t("properties.readonly")}
        value={place.readonly ?? false}
        onChange={(readonly) => run(setPlace(desk, id, { readonly }, "readonly"))}
      />
      <CheckField
        label={t("properties.requiredAlways")}
        hint={t("properties.requiredAlwaysHint")}
        value={field.required === true}
        onChange={(required) => run(setField(desk, id, { required }))}
      />
      {facts?.unique ? (
        <CheckField
          label={t("properties.unique")}
          hint={t("properties.uniqueHint")}
          value={field.unique === true}
          onChange={(unique) => run(setField(desk, id, { unique }))}
        />
      ) : null}
      {(settings[field.type] ?? []).map((setting) => (
        <SettingInput key={setting.name} field={field} setting={setting} />
      ))}
    </>
  );
}

const plainText = (value: Json | undefined): string =>
  typeof value === "string" || typeof value === "number" ? String(value) : "";

function SettingInput({ field, setting }: { readonly field: FieldSpec; readonly setting: Setting }) {
  const { t } = useTranslation("designing");
  const desk = useDesk();
  const { name, kind } = setting;
  const label = t(`setting.${name}`);
  const put = (value: Json | undefined) =>
    desk.run(setField(desk, field.id, { [name]: value } as Partial<FieldSpec>));
  if (kind === "yes") {
    return <CheckField label={label} value={field[name] === true} onChange={(on) => put(on || undefined)} />;
  }
  const commit = (text: string) => {
    const typed = text.trim();
    if (typed === "") put(undefined);
    else if (kind === "whole" && /^\d{1,6}$/.test(typed)) put(Number(typed));
    else if (kind === "exact" && /^-?\d{1,15}(\.\d{1,10})?$/.test(typed)) put(typed);
  };
  return <TextSetting label={label} maxLength={26} value={plainText(field[name])} onCommit={commit} />;
}
