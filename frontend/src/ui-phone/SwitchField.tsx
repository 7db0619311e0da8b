import { useId } from "react";
import style from "./SwitchField.module.css";

export type SwitchFieldProps = {
  readonly label: string;
  readonly hint?: string;
  readonly value: boolean;
  readonly onChange: (value: boolean) => void;
  readonly disabled?: boolean;
};

export function SwitchField({ label, hint, value, onChange, disabled }: SwitchFieldProps) {
  const id = useId();
  return (
    <label className={style.row} htmlFor={id}>
      <span>
        {label}
        {hint ? <small id={`${id}-hint`}>{hint}</small> : null}
      </span>
      <input
        id={id}
        type="checkbox"
        role="switch"
        aria-checked={value}
        aria-describedby={hint ? `${id}-hint` : undefined}
        className={style.switch}
        checked={value}
        disabled={disabled}
        onChange={(event) => onChange(event.target.checked)}
      />
    </label>
  );
}
