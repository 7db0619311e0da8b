import { Field, type FieldFrame } from "@/ui/shared/Field";
import style from "@/ui/shared/Field.module.css";
import type { SelectOption } from "@/ui/shared/Select";

export type SelectFieldProps = FieldFrame & {
  readonly options: readonly SelectOption[];
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Words for 'nothing chosen'; without it something is always chosen. */
  readonly none?: string;
  readonly disabled?: boolean;
};

/** The browser's own list: keyboard, touch and screen readers for nothing. */
export function SelectField({ options, value, onChange, none, disabled, ...frame }: SelectFieldProps) {
  return (
    <Field {...frame}>
      {(links) => (
        <select
          {...links}
          className={style.control}
          value={value}
          disabled={disabled}
          onChange={(event) => onChange(event.target.value)}
        >
          {none === undefined ? null : <option value="">{none}</option>}
          {options.map((option) => (
            <option key={option.id} value={option.id}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
