import { useTranslation } from "react-i18next";
import { factsOf } from "@/designing/fieldDocuments";
import { fieldOf } from "@/designing/fields/documents";
import { FieldSettings } from "@/designing/fields/FieldSettings";
import { CheckField } from "@/ui/page/CheckField";
import { useDesk } from "../DeskContext";
import { editingOf } from "../editingOf";
import { setPlace } from "../model/deeds";
import { placementOf } from "../model/documents";
import style from "./Properties.module.css";

/** What a value must be: on this form, and wherever records are written. */
export function FieldChecks({ id }: { readonly id: string }) {
  const { t } = useTranslation("designing");
  const desk = useDesk();
  const { form, entity, run } = desk;
  const field = fieldOf(entity, id);
  const place = placementOf(form, id);
  if (!field || !place) return null;
  if (factsOf(field.type)?.computed) return <p className={style.hint}>{t("properties.computed")}</p>;
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
      <FieldSettings {...editingOf(desk, field)} />
    </>
  );
}
