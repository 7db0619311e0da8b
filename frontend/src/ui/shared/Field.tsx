import { type ReactNode, useId } from "react";
import style from "./Field.module.css";

export type FieldFrame = {
  readonly label: string;
  readonly hint?: string;
  /** Why the value was refused, in the reader's words. */
  readonly problem?: string | undefined;
  readonly required?: boolean;
};

export type FieldLinks = {
  readonly id: string;
  readonly "aria-describedby": string | undefined;
  readonly "aria-invalid": boolean | undefined;
  readonly "aria-required": boolean | undefined;
};

export type FieldProps = FieldFrame & { readonly children: (links: FieldLinks) => ReactNode };

/** Label, hint and problem around one control, linked for assistive technology. Height follows --field-height. */
export function Field({ label, hint, problem, required, children }: FieldProps) {
  const id = useId();
  const described = problem ? `${id}-problem` : hint ? `${id}-hint` : undefined;
  return (
    <div className={style.field}>
      <label htmlFor={id} className={style.label}>
        {label}
        {required ? (
          <span className={style.required} aria-hidden="true">
            {" *"}
          </span>
        ) : null}
      </label>
      {children({
        id,
        "aria-describedby": described,
        "aria-invalid": problem ? true : undefined,
        "aria-required": required ? true : undefined,
      })}
      {problem ? (
        <p id={`${id}-problem`} className={style.problem} role="alert">
          {problem}
        </p>
      ) : hint ? (
        <p id={`${id}-hint`} className={style.hint}>
          {hint}
        </p>
      ) : null}
    </div>
  );
}
