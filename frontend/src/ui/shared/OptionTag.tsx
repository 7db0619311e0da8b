import type { Accent } from "@/ui/tokens";
import style from "./OptionTag.module.css";

export type OptionTagProps = { readonly color?: Accent; readonly children: string };

/** One option of a choice field: its name on a quiet tint of its colour. */
export function OptionTag({ color = "slate", children }: OptionTagProps) {
  return (
    <span
      className={style.tag}
      style={{ background: `var(--hue-${color}-soft)`, color: `var(--hue-${color}-text)` }}
    >
      {children}
    </span>
  );
}
