import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "react-router";
import style from "./List.module.css";

export type ListRowProps = {
  readonly title: ReactNode;
  readonly detail?: ReactNode;
  readonly before?: ReactNode;
  readonly after?: ReactNode;
  readonly to?: string;
  readonly onSelect?: () => void;
};

export function ListRow({ title, detail, before, after, to, onSelect }: ListRowProps) {
  const inside = (
    <>
      {before ? <span className={style.before}>{before}</span> : null}
      <span className={style.text}>
        <span className={style.title}>{title}</span>
        {detail ? <span className={style.detail}>{detail}</span> : null}
      </span>
      {after ? <span className={style.after}>{after}</span> : null}
      {to || onSelect ? <ChevronRight className={style.chevron} aria-hidden="true" /> : null}
    </>
  );
  return (
    <li>
      {to ? (
        <Link to={to} className={style.row}>
          {inside}
        </Link>
      ) : onSelect ? (
        <button type="button" className={style.row} onClick={onSelect}>
          {inside}
        </button>
      ) : (
        <div className={style.row}>{inside}</div>
      )}
    </li>
  );
}
