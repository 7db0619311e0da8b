import { useTranslation } from "react-i18next";
import { FieldValue } from "@/field-cells/FieldValue";
import { Field } from "@/ui/shared/Field";
import type { WidgetProps } from "./widget";
import style from "./widgets.module.css";

/** Nobody writes it: the value follows the other fields while they are typed. */
export function ComputedValue({ field, frame, value, words }: WidgetProps) {
  const { t } = useTranslation("fields");
  return (
    <Field label={frame.label} hint={frame.hint ?? t(field.type === "auto_number" ? "numbered" : "computed")}>
      {({ id, "aria-describedby": described }) => (
        <output id={id} aria-describedby={described} className={style.computed}>
          <FieldValue field={field} value={value} words={words} />
        </output>
      )}
    </Field>
  );
}
