import type { KeyboardEvent } from "react";
import { joinNames } from "@/lib/joinNames";
import style from "./Select.module.css";

export type SelectOption<V extends string = string> = {
  readonly id: V;
  readonly label: string;
  readonly disabled?: boolean;
};

export type SelectProps<V extends string> = {
  /** Says what is chosen here; nothing else on the page does. */
  readonly label: string;
  readonly options: readonly SelectOption<V>[];
  readonly value: V;
  readonly onChange: (value: V) => void;
  /** Words for 'nothing chosen', which is told as ""; without them something is always chosen. */
  readonly none?: "" extends V ? string : never;
  readonly size?: "small" | "medium";
  /** As wide as the place it stands in. */
  readonly wide?: boolean;
  /** What is chosen is taken at once and the list stands at `none` again: arrows open it instead of taking each they pass. */
  readonly takes?: boolean;
  readonly disabled?: boolean;
  readonly invalid?: boolean;
};

/** The browser's own list without a label beside it: keyboard, touch and screen readers for nothing. */
export function Select<V extends string>(props: SelectProps<V>) {
  const { label, options, value, onChange, none, size = "medium", wide, takes, disabled, invalid } = props;
  return (
    <select
      className={joinNames(style.select, size === "small" && style.small, wide && style.wide)}
      aria-label={label}
      aria-invalid={invalid || undefined}
      value={value}
      disabled={disabled}
      onKeyDown={takes ? openByArrows : undefined}
      onChange={(event) => onChange(event.target.value as V)}
    >
      {none === undefined ? null : <option value="">{none}</option>}
      {options.map((option) => (
        <option key={option.id} value={option.id} disabled={option.disabled}>
          {option.label}
        </option>
      ))}
    </select>
  );
}

function openByArrows(event: KeyboardEvent<HTMLSelectElement>) {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  event.preventDefault();
  event.currentTarget.showPicker();
}
