import { useTranslation } from "react-i18next";
import type { FieldDocument } from "@/api/documents";
import { useCellWords } from "@/field-cells/useCellWords";
import { widgetOf } from "@/field-widgets/widgets";
import { isObject, type Json } from "@/lib/json";
import { SelectField } from "@/ui/page/SelectField";

/** What a form can put in by itself when it opens, beside a fixed value. */
const tokens: Readonly<Record<string, string>> = {
  date: "today",
  moment: "now",
  person: "me",
  department: "my_department",
};
export const withoutDefault = new Set(["sub_table", "photo", "file", "location", "link"]);

export type DefaultInputProps = {
  readonly field: FieldDocument;
  readonly value: Json;
  readonly onChange: (value: Json) => unknown;
  /** What the value is, where it is not the one that a new record begins with. */
  readonly label?: string;
};

/** The value that a new record begins with, on one form or on all of them. */
export function DefaultInput({ field, value, onChange, label }: DefaultInputProps) {
  const { t } = useTranslation("designing");
  const words = useCellWords();
  const named = label ?? t("properties.default");
  if (field.computed || withoutDefault.has(field.type)) return null;
  const token = tokens[field.type];
  const fixed = value !== null && !(isObject(value) && "token" in value);
  if (token && !fixed) {
    return (
      <SelectField
        label={named}
        none={t("properties.defaultNone")}
        options={[{ id: token, label: t(`token.${token}`) }]}
        value={value === null ? "" : token}
        onChange={(chosen) => onChange(chosen === "" ? null : { token: chosen })}
      />
    );
  }
  const Widget = widgetOf(field);
  return (
    <Widget
      field={{ ...field, required: false }}
      frame={{ label: named }}
      value={value}
      onChange={onChange}
      disabled={false}
      words={words}
    />
  );
}
