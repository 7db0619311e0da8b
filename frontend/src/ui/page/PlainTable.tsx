import type { ReactNode } from "react";
import { joinNames } from "@/lib/joinNames";
import style from "./PlainTable.module.css";

export type PlainColumn<Row> = {
  readonly key: string;
  readonly title: ReactNode;
  readonly end?: boolean;
  readonly width?: string;
  /** Its values are not broken into lines. */
  readonly oneLine?: boolean;
  readonly show: (row: Row, index: number) => ReactNode;
};

export type PlainTableProps<Row> = {
  /** Says what the table lists; read aloud, not shown. */
  readonly label: string;
  readonly columns: readonly PlainColumn<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row, index: number) => string;
  readonly rowCurrent?: (row: Row) => boolean;
};

/** A short list as a real table; long ones belong into the grid. */
export function PlainTable<Row>({ label, columns, rows, rowKey, rowCurrent }: PlainTableProps<Row>) {
  return (
    // A group and not a landmark: cards and panels around it often bear the same name.
    // biome-ignore lint/a11y/useSemanticElements: a fieldset holds controls, this only scrolls
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <div className={style.frame} role="group" aria-label={label} tabIndex={0}>
      <table className={style.table}>
        <caption className="visually-hidden">{label}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                className={column.end ? style.end : undefined}
                style={{ width: column.width }}
              >
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={rowKey(row, index)} data-current={rowCurrent?.(row) || undefined}>
              {columns.map((column) => (
                <td
                  key={column.key}
                  className={joinNames(column.end && style.end, column.oneLine && style.oneLine) || undefined}
                >
                  {column.show(row, index)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
