import { type ReactNode, useId } from "react";
import style from "./CheckField.module.css";

export type CheckFieldProps = {
  readonly label: ReactNode;
  readonly hint?: string;
  readonly value: boolean;
  readonly onChange: (value: boolean) => void;
  readonly disabled?: boolean;
  /** One of several that exclude each other. */
  readonly group?: string;
};

export function CheckField({ label, hint, value, onChange, disabled, group }: CheckFieldProps) {
  const id = useId();
  return (
    <div className={style.row}>
      <input
        id={id}
        type={group ? "radio" : "checkbox"}
        name={group}
        checked={value}
        disabled={disabled}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={(event) => onChange(event.target.checked)}
      />
      <div>
        <label htmlFor={id}>{label}</label>
        {hint ? (
          <p id={`${id}-hint`} className={style.hint}>
            {hint}
          </p>
        ) : null}
      </div>
    </div>
  );
}
