import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ColumnFormulas } from "@/designing/fields/ColumnFormulas";
import { ColumnRows } from "@/designing/fields/ColumnRows";
import { DefaultInput } from "@/designing/fields/DefaultInput";
import type { FieldSpec } from "@/designing/fields/documents";
import { LinkTarget } from "@/designing/fields/LinkTarget";
import { OptionOffers } from "@/designing/fields/OptionOffers";
import { OptionRows } from "@/designing/fields/OptionRows";
import { TextSetting } from "@/designing/parts/Inputs";
import { isList } from "@/lib/json";
import { Button } from "@/ui/shared/Button";
import { useDesk } from "../DeskContext";
import { editingOf } from "../editingOf";
import { isComputed } from "../model/computed";
import { ComputedSettings } from "./ComputedSettings";
import style from "./Properties.module.css";
import { TypeChange } from "./TypeChange";

/** What the field is called, what kind it is, what it offers. */
export function FieldBasics({ field }: { readonly field: FieldSpec }) {
  const { t } = useTranslation(["entityDesigner", "designing"]);
  const desk = useDesk();
  const [retyping, setRetyping] = useState(false);
  const editing = editingOf(desk, field);
  const { onSet, published } = editing;
  const document = desk.document.fields.find((one) => one.id === field.id);
  return (
    <>
      <TextSetting
        label={t("designing:properties.fieldName")}
        required
        maxLength={200}
        value={field.name}
        onCommit={(name) => onSet({ name })}
      />
      <div className={style.type}>
        <span>{t("designing:properties.type", { type: t(`designing:type.${field.type}`) })}</span>
        {isComputed(field.type) ? null : (
          <Button size="small" onClick={() => setRetyping(true)}>
            {t("retype.open")}
          </Button>
        )}
      </div>
      <TextSetting
        label={t("properties.key")}
        hint={published ? t("properties.keyKept") : t("properties.keyHint")}
        required
        maxLength={63}
        value={field.key}
        onCommit={(key) => onSet({ key })}
      />
      {isComputed(field.type) ? <ComputedSettings field={field} type={field.type} /> : null}
      {isList(field.options) ? <OptionRows {...editing} /> : null}
      {isList(field.options) ? <OptionOffers {...editing} /> : null}
      {field.type === "link" ? <LinkTarget {...editing} /> : null}
      {field.type === "sub_table" ? (
        <>
          <ColumnRows {...editing} />
          <ColumnFormulas {...editing} document={desk.document} running={desk.running} />
        </>
      ) : null}
      <TextSetting
        label={t("designing:properties.help")}
        rows={2}
        maxLength={4000}
        value={typeof field.help === "string" ? field.help : ""}
        onCommit={(help) => onSet({ help })}
      />
      {document ? (
        <DefaultInput
          field={document}
          value={field.default ?? null}
          onChange={(next) => onSet({ default: next })}
        />
      ) : null}
      {retyping ? <TypeChange field={field} onClose={() => setRetyping(false)} /> : null}
    </>
  );
}
