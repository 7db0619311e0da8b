import { Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { EntityDocument, FieldDocument } from "@/api/documents";
import type { Json, JsonObject } from "@/lib/json";
import { systemKeys } from "@/lib/systemKeys";
import { SelectField } from "@/ui/page/SelectField";
import { IconButton } from "@/ui/shared/IconButton";
import style from "../Panel.module.css";
import { FixedValue, ValueInput } from "./ValueInput";

export type ValueMapProps = {
  readonly label: string;
  /** The entity whose fields get the values. */
  readonly entity: EntityDocument | undefined;
  readonly value: JsonObject;
  /** Only fixed values are taken. */
  readonly fixed?: boolean;
  readonly onChange: (value: JsonObject) => void;
};

const writable = (field: FieldDocument): boolean =>
  field.access === "write" && !field.computed && (field.key === "owner" || !systemKeys.has(field.key));

/** Field by field what is written there. */
export function ValueMap({ label, entity, value, fixed = false, onChange }: ValueMapProps) {
  const { t } = useTranslation("flowDesigner");
  const fields = entity?.fields ?? [];
  const put = (id: string, next: Json) => onChange({ ...value, [id]: next });
  const drop = (id: string) =>
    onChange(Object.fromEntries(Object.entries(value).filter(([one]) => one !== id)));
  return (
    <fieldset className={style.set}>
      <legend>{label}</legend>
      {Object.entries(value).map(([id, source]) => {
        const field = fields.find((one) => one.id === id);
        const name = field?.name ?? id;
        return (
          <fieldset key={id} className={style.item} aria-label={name}>
            <div className={style.itemHead}>
              <span>{name}</span>
              <IconButton
                size="small"
                label={t("value.remove", { name })}
                icon={<Trash2 />}
                onClick={() => drop(id)}
              />
            </div>
            {fixed ? (
              <FixedValue label={name} field={field} value={source} onChange={(next) => put(id, next)} />
            ) : (
              <ValueInput label={name} field={field} value={source} onChange={(next) => put(id, next)} />
            )}
          </fieldset>
        );
      })}
      <SelectField
        label={t("value.add")}
        value=""
        none={t("path.choose")}
        options={fields
          .filter((field) => writable(field) && !(field.id in value))
          .map((field) => ({ id: field.id, label: field.name }))}
        onChange={(id) => (id ? put(id, null) : undefined)}
      />
    </fieldset>
  );
}
