import { useTranslation } from "react-i18next";
import { instantOf } from "@/field-cells/momentCell";
import { formatMoment } from "@/lib/moments";
import { Field } from "@/ui/shared/Field";
import style from "@/ui/shared/Field.module.css";
import { textValue, type WidgetProps } from "./widget";

/** Wall-clock time of the workspace; readers elsewhere are told which zone that is. */
export function MomentInput({ frame, value, onChange, disabled, words }: WidgetProps) {
  const { t } = useTranslation("fields");
  const moment = textValue(value);
  const elsewhere = Intl.DateTimeFormat().resolvedOptions().timeZone !== words.zone;
  const hint = frame.hint ?? (elsewhere ? t("zone", { zone: words.zone }) : undefined);
  return (
    <Field {...frame} {...(hint === undefined ? {} : { hint })}>
      {(links) => (
        <input
          {...links}
          type="datetime-local"
          className={style.control}
          disabled={disabled}
          value={moment === "" ? "" : formatMoment(moment, words.zone).replace(" ", "T")}
          onChange={(event) => onChange(instantOf(event.target.value, words.zone) ?? null)}
        />
      )}
    </Field>
  );
}
