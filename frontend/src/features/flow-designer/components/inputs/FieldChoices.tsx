import { X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { systemKeys } from "@/lib/systemKeys";
import { SelectField } from "@/ui/page/SelectField";
import { Button } from "@/ui/shared/Button";
import { useDesk } from "../../DeskContext";
import style from "../Panel.module.css";

export type FieldChoicesProps = {
  readonly label: string;
  readonly hint: string;
  readonly value: readonly string[];
  readonly onChange: (value: readonly string[]) => void;
};

/** Several fields of the flow's entity. */
export function FieldChoices({ label, hint, value, onChange }: FieldChoicesProps) {
  const { t } = useTranslation("flowDesigner");
  const { entity, told } = useDesk();
  const offered = entity.fields.filter((field) => !systemKeys.has(field.key) && !value.includes(field.id));
  return (
    <div className={style.set}>
      <SelectField
        label={label}
        hint={hint}
        value=""
        none={t("path.choose")}
        options={offered.map((field) => ({ id: field.id, label: field.name }))}
        onChange={(id) => (id ? onChange([...value, id]) : undefined)}
      />
      {value.length > 0 ? (
        <div className={style.chosen}>
          {value.map((id) => (
            <Button
              key={id}
              size="small"
              icon={<X size={12} />}
              aria-label={t("path.without", { name: told.fieldName(id) })}
              onClick={() => onChange(value.filter((one) => one !== id))}
            >
              {told.fieldName(id)}
            </Button>
          ))}
        </div>
      ) : null}
    </div>
  );
}
