import { joinNames } from "@/lib/joinNames";
import { Field, type FieldFrame } from "./Field";
import style from "./Field.module.css";

export type TextFieldProps = FieldFrame & {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly kind?: "text" | "password" | "email" | "tel" | "url";
  /** More than one line. */
  readonly rows?: number;
  readonly autoComplete?: string;
  readonly placeholder?: string;
  readonly disabled?: boolean;
  readonly autoFocus?: boolean;
  readonly maxLength?: number;
};

export function TextField(props: TextFieldProps) {
  const { value, onChange, kind = "text", rows, label, hint, problem, required, ...rest } = props;
  return (
    <Field
      label={label}
      problem={problem}
      {...(hint === undefined ? {} : { hint })}
      {...(required === undefined ? {} : { required })}
    >
      {(links) =>
        rows ? (
          <textarea
            {...links}
            {...rest}
            rows={rows}
            value={value}
            className={joinNames(style.control, style.long)}
            onChange={(event) => onChange(event.target.value)}
          />
        ) : (
          <input
            {...links}
            {...rest}
            type={kind}
            value={value}
            className={style.control}
            onChange={(event) => onChange(event.target.value)}
          />
        )
      }
    </Field>
  );
}
