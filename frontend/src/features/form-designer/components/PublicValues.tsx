import { X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { DefaultInput, withoutDefault } from "@/designing/fields/DefaultInput";
import { SelectField } from "@/ui/page/SelectField";
import { IconButton } from "@/ui/shared/IconButton";
import { useDesk } from "../DeskContext";
import { placedIds } from "../model/documents";
import { type PublicDraft, setValue } from "../model/publicSide";
import style from "./Properties.module.css";

/** Values that strangers neither see nor fill in; for fields that do not stand on the form. */
export function PublicValues({ side }: { readonly side: PublicDraft }) {
  const { t } = useTranslation("publicSettings");
  const { form, entity, document, fieldDocument, run } = useDesk();
  const values = side.values ?? {};
  const placed = new Set(placedIds(form));
  const own = new Set(entity.fields.map((field) => field.id));
  const offered = document.fields.filter(
    (field) =>
      own.has(field.id) &&
      !placed.has(field.id) &&
      !(field.id in values) &&
      !field.computed &&
      field.type !== "auto_number" &&
      !withoutDefault.has(field.type),
  );
  return (
    <>
      <p className={style.hint}>
        <strong>{t("values")}</strong> {t("valuesHint")}
      </p>
      {Object.entries(values).map(([id, value]) => {
        const field = fieldDocument(id);
        return field ? (
          <div key={id} className={style.fixed}>
            <DefaultInput
              field={field}
              label={field.name}
              value={value}
              onChange={(next) => run(setValue(form, id, next))}
            />
            <IconButton
              size="small"
              label={t("removeValue", { name: field.name })}
              icon={<X />}
              onClick={() => run(setValue(form, id, undefined))}
            />
          </div>
        ) : null;
      })}
      {offered.length > 0 ? (
        <SelectField
          label={t("addValue")}
          none="…"
          options={offered.map(({ id, name }) => ({ id, label: name }))}
          value=""
          onChange={(id) => (id ? run(setValue(form, id, null)) : undefined)}
        />
      ) : null}
    </>
  );
}
