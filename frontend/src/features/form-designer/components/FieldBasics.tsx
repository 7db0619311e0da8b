import { useTranslation } from "react-i18next";
import { ColumnFormulas } from "@/designing/fields/ColumnFormulas";
import { ColumnRows } from "@/designing/fields/ColumnRows";
import { DefaultInput } from "@/designing/fields/DefaultInput";
import { fieldOf } from "@/designing/fields/documents";
import { FormulaSettings } from "@/designing/fields/FormulaSettings";
import { LinkTarget } from "@/designing/fields/LinkTarget";
import { OptionOffers } from "@/designing/fields/OptionOffers";
import { OptionRows } from "@/designing/fields/OptionRows";
import { TextSetting } from "@/designing/parts/Inputs";
import { isList } from "@/lib/json";
import { useDesk } from "../DeskContext";
import { editingOf } from "../editingOf";
import { setField, setPlace } from "../model/deeds";
import { placementOf } from "../model/documents";
import { ColumnFills, FieldFill } from "./FillSettings";
import style from "./Properties.module.css";

/** What the field is called and what it offers. */
export function FieldBasics({ id }: { readonly id: string }) {
  const { t } = useTranslation("designing");
  const desk = useDesk();
  const { form, entity, run } = desk;
  const field = fieldOf(entity, id);
  const place = placementOf(form, id);
  if (!field || !place) return null;
  const editing = editingOf(desk, field);
  const fresh = editing.published === undefined;
  const document = desk.fieldDocument(id);
  return (
    <>
      <p className={style.hint}>{t("properties.type", { type: t(`type.${field.type}`) })}</p>
      <TextSetting
        label={t("properties.fieldName")}
        hint={fresh ? t("properties.fieldNew") : t("properties.fieldShared")}
        required
        maxLength={200}
        value={field.name}
        onCommit={(name) => run(setField(desk, id, { name }))}
      />
      {field.type === "formula" ? (
        <FormulaSettings {...editing} document={desk.document} running={desk.running} />
      ) : null}
      {fresh ? null : (
        <TextSetting
          label={t("properties.label")}
          placeholder={field.name}
          maxLength={200}
          value={place.label ?? ""}
          onCommit={(label) => run(setPlace(desk, id, { label }, "label"))}
        />
      )}
      <TextSetting
        label={t("properties.help")}
        rows={2}
        maxLength={4000}
        value={place.help ?? ""}
        placeholder={typeof field.help === "string" ? field.help : ""}
        onCommit={(help) => run(setPlace(desk, id, { help }, "help"))}
      />
      {document ? <FieldFill field={document} /> : null}
      {document ? (
        <DefaultInput
          field={document}
          value={place.default ?? null}
          onChange={(next) => run(setPlace(desk, id, { default: next }, "default"))}
        />
      ) : null}
      {isList(field.options) ? <OptionRows {...editing} /> : null}
      {isList(field.options) ? <OptionOffers {...editing} /> : null}
      {field.type === "link" && fresh ? <LinkTarget {...editing} /> : null}
      {field.type === "sub_table" ? (
        <>
          <ColumnRows {...editing} />
          <ColumnFormulas {...editing} document={desk.document} running={desk.running} />
          {document ? <ColumnFills table={document} /> : null}
        </>
      ) : null}
    </>
  );
}
