import { Check, ChevronsUpDown } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { joinNames } from "@/lib/joinNames";
import { Button } from "@/ui/shared/Button";
import { Field, type FieldFrame } from "@/ui/shared/Field";
import fieldStyle from "@/ui/shared/Field.module.css";
import { SearchInput } from "@/ui/shared/SearchInput";
import { Dialog } from "./Dialog";
import style from "./SelectField.module.css";

export type SelectOption = { readonly id: string; readonly label: string; readonly detail?: string };

export type SelectFieldProps = FieldFrame & {
  readonly options: readonly SelectOption[];
  readonly value: readonly string[];
  readonly onChange: (value: readonly string[]) => void;
  readonly multiple?: boolean;
  readonly disabled?: boolean;
  /** Choosing the chosen one again empties the field. */
  readonly clearable?: boolean;
};

const searchFrom = 9;

/** A choice in a sheet from the bottom edge; long lists get a search box. */
export function SelectField({
  options,
  value,
  onChange,
  multiple = false,
  disabled,
  clearable,
  ...frame
}: SelectFieldProps) {
  const { t } = useTranslation("phone");
  const [open, setOpen] = useState(false);
  const [sought, setSought] = useState("");
  const chosen = options.filter((option) => value.includes(option.id)).map((option) => option.label);
  const shown = options.filter((option) => option.label.toLowerCase().includes(sought.trim().toLowerCase()));

  const choose = (id: string) => {
    if (!multiple) {
      onChange(value.includes(id) && (clearable ?? !frame.required) ? [] : [id]);
      setOpen(false);
      return;
    }
    onChange(value.includes(id) ? value.filter((other) => other !== id) : [...value, id]);
  };

  return (
    <Field {...frame}>
      {({ "aria-required": _required, "aria-invalid": invalid, ...links }) => (
        <>
          <button
            {...links}
            type="button"
            disabled={disabled}
            aria-haspopup="dialog"
            data-invalid={invalid}
            className={joinNames(fieldStyle.control, style.opener)}
            onClick={() => setOpen(true)}
          >
            <span className={chosen.length > 0 ? style.value : style.none}>
              {chosen.length > 0 ? chosen.join(t("comma")) : t("choose")}
            </span>
            <ChevronsUpDown aria-hidden="true" />
          </button>
          {open ? (
            <Dialog
              title={frame.label}
              onClose={() => setOpen(false)}
              footer={
                multiple ? (
                  <Button look="primary" size="phone" block onClick={() => setOpen(false)}>
                    {t("done", { count: value.length })}
                  </Button>
                ) : undefined
              }
            >
              {options.length >= searchFrom ? (
                <SearchInput label={t("searchOptions")} value={sought} onChange={setSought} />
              ) : null}
              <ul className={style.options}>
                {shown.map((option) => (
                  <li key={option.id}>
                    <button
                      type="button"
                      aria-pressed={value.includes(option.id)}
                      className={style.option}
                      onClick={() => choose(option.id)}
                    >
                      <span>
                        {option.label}
                        {option.detail ? <small>{option.detail}</small> : null}
                      </span>
                      {value.includes(option.id) ? <Check aria-hidden="true" /> : null}
                    </button>
                  </li>
                ))}
              </ul>
              {shown.length === 0 ? <p className={style.nothing}>{t("nothingFound")}</p> : null}
            </Dialog>
          ) : null}
        </>
      )}
    </Field>
  );
}
