import { joinNames } from "@/lib/joinNames";
import type { Tone } from "@/ui/tokens";
import style from "./StatusTag.module.css";

export type StatusTagProps = { readonly tone: Tone; readonly children: string; readonly plain?: boolean };

/** Each tone has a shape of its own, so that a status is never told by colour alone. */
const shapes: Record<Tone, string> = {
  neutral: "M5 1.2a3.8 3.8 0 1 0 0 7.6a3.8 3.8 0 0 0 0-7.6zm0 1.6a2.2 2.2 0 1 1 0 4.4a2.2 2.2 0 0 1 0-4.4z",
  info: "M5 0.8a4.2 4.2 0 0 1 0 8.4z M5 0.8a4.2 4.2 0 1 0 0 8.4v-1.4a2.8 2.8 0 1 1 0-5.6z",
  success: "M5 1a4 4 0 1 1 0 8a4 4 0 0 1 0-8z",
  warning: "M5 0.8L9.6 9H0.4z",
  danger: "M5 0.4L9.6 5L5 9.6L0.4 5z",
};

export function StatusTag({ tone, children, plain = false }: StatusTagProps) {
  return (
    <span className={joinNames(style.tag, style[tone], plain && style.plain)}>
      <svg viewBox="0 0 10 10" className={style.mark} aria-hidden="true">
        <path d={shapes[tone]} />
      </svg>
      {children}
    </span>
  );
}
