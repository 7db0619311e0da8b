import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { entityQuery } from "@/api/design";
import type { FieldSpec } from "@/designing/fields/documents";
import type { Condition } from "@/lib/condition/condition";
import type { Json } from "@/lib/json";
import { useDesk } from "../DeskContext";
import { editingOf } from "../editingOf";
import style from "./Properties.module.css";

/** Only some of the records that link here; what never ran yet has no condition to offer. */
export function RollupCondition({ field }: { readonly field: FieldSpec }) {
  const { t } = useTranslation("entityDesigner");
  const desk = useDesk();
  const { ConditionEditor } = desk.parts;
  const key = desk.entities.find((one) => one.id === field.entity)?.key;
  const { data } = useQuery({ ...entityQuery(key ?? ""), enabled: key !== undefined, retry: false });
  if (!data) return null;
  return (
    <fieldset className={style.condition}>
      <legend>{t("computed.where")}</legend>
      <ConditionEditor
        key={`${field.id}.${data.id}`}
        entity={data}
        condition={field.where as unknown as Condition | undefined}
        none={t("computed.everything")}
        onChange={(where) =>
          editingOf(desk, field).onSet({ where: where as Json | undefined } as Partial<FieldSpec>)
        }
      />
    </fieldset>
  );
}
