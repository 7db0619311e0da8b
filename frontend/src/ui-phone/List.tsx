import type { ReactNode } from "react";
import style from "./List.module.css";

export type ListProps = { readonly label: string; readonly children: ReactNode };

/** Rows with hairlines between them; put ListRow inside. */
export function List({ label, children }: ListProps) {
  return (
    <ul className={style.list} aria-label={label}>
      {children}
    </ul>
  );
}
