import { useState } from "react";
import { Field, type FieldFrame } from "@/ui/shared/Field";
import style from "@/ui/shared/Field.module.css";
import { normalNumber } from "./normalNumber";

export type NumberFieldProps = FieldFrame & {
  /** Decimal text, exact; null is empty. */
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
  readonly whole?: boolean;
  readonly disabled?: boolean;
};

/** Brings up the number keyboard and keeps the exact decimal text; what is no number stays visible, unsent. */
export function NumberField({ value, onChange, whole = false, disabled, ...frame }: NumberFieldProps) {
  const [typed, setTyped] = useState<string>();
  return (
    <Field {...frame}>
      {(links) => (
        <input
          {...links}
          type="text"
          inputMode={whole ? "numeric" : "decimal"}
          autoComplete="off"
          disabled={disabled}
          className={style.control}
          value={typed ?? value ?? ""}
          onChange={(event) => {
            setTyped(event.target.value);
            const number = normalNumber(event.target.value, whole);
            if (number !== undefined) onChange(number);
          }}
          onBlur={() => {
            if (typed !== undefined && normalNumber(typed, whole) !== undefined) setTyped(undefined);
          }}
        />
      )}
    </Field>
  );
}
