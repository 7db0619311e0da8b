import { useTranslation } from "react-i18next";
import { useCellWords } from "@/field-cells/useCellWords";
import { widgetOf } from "@/field-widgets/widgets";
import { isObject, type Json } from "@/lib/json";
import { SelectField } from "@/ui/page/SelectField";
import { useDesk } from "../DeskContext";
import { setPlace } from "../model/deeds";
import { placementOf } from "../model/documents";

/** What a form can put in by itself when it opens, beside a fixed value. */
const tokens: Readonly<Record<string, string>> = {
  date: "today",
  moment: "now",
  person: "me",
  department: "my_department",
};
const without = new Set(["sub_table", "photo", "file", "location", "link"]);

/** The value that a new record begins with on this form. */
export function FieldDefault({ id }: { readonly id: string }) {
  const { t } = useTranslation("designing");
  const desk = useDesk();
  const words = useCellWords();
  const field = desk.fieldDocument(id);
  if (!field || field.computed || without.has(field.type)) return null;
  const value: Json = placementOf(desk.form, id)?.default ?? null;
  const put = (next: Json) => desk.run(setPlace(desk, id, { default: next }, "default"));
  const token = tokens[field.type];
  const fixed = value !== null && !(isObject(value) && "token" in value);
  if (token && !fixed) {
    return (
      <SelectField
        label={t("properties.default")}
        none={t("properties.defaultNone")}
        options={[{ id: token, label: t(`token.${token}`) }]}
        value={value === null ? "" : token}
        onChange={(chosen) => put(chosen === "" ? null : { token: chosen })}
      />
    );
  }
  const Widget = widgetOf(field);
  return (
    <Widget
      field={{ ...field, required: false }}
      frame={{ label: t("properties.default") }}
      value={value}
      onChange={put}
      disabled={false}
      words={words}
    />
  );
}
