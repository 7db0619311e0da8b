import { Copy, Plus, Trash2 } from "lucide-react";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import type { FieldDocument } from "@/api/documents";
import { cellOf } from "@/field-cells/cells";
import type { Json } from "@/lib/json";
import { Button } from "@/ui/shared/Button";
import { IconButton } from "@/ui/shared/IconButton";
import { addRow, copyRow, type Rows, removeRow, rowsOf, setCell, totalOf } from "./rowsModel";
import { useShellKind } from "./ShellKind";
import style from "./SubTable.module.css";
import type { WidgetProps } from "./widget";
import { widgetOf } from "./widgets";

/** A table on the desktop, a stack of cards on the phone: one column under the other, labels shown. */
export function SubTable({ field, frame, value, onChange, disabled, words, problemAt }: WidgetProps) {
  const { t } = useTranslation("fields");
  const phone = useShellKind() === "phone";
  const rows = rowsOf(value);
  const columns = field.fields ?? [];
  const keys = useRowKeys(rows.length);
  const full = rows.length >= (field.most ?? 200);
  const change = (next: Rows) => onChange(next.length > 0 ? next : null);

  const summed = new Set(field.totals ?? []);
  const total = (column: FieldDocument): string =>
    summed.has(column.id) ? cellOf(column).toText(totalOf(rows, column.key), column, words) : "";

  const cell = (column: FieldDocument, index: number, row: Rows[number]) => {
    const Widget = widgetOf(column);
    return (
      <Widget
        field={column}
        frame={{
          label: column.name,
          required: column.required ?? false,
          problem: problemAt?.([index, column.key]),
        }}
        value={row[column.key] ?? null}
        onChange={(next: Json) => change(setCell(rows, index, column.key, next))}
        disabled={disabled || column.access === "read"}
        words={words}
      />
    );
  };
  const actions = (index: number) =>
    disabled ? null : (
      <span className={style.actions}>
        <IconButton
          size={phone ? "phone" : "small"}
          label={t("rows.copy", { number: index + 1 })}
          icon={<Copy />}
          disabled={full}
          onClick={() => {
            keys.insert(index + 1);
            change(copyRow(rows, index));
          }}
        />
        <IconButton
          size={phone ? "phone" : "small"}
          label={t("rows.remove", { number: index + 1 })}
          icon={<Trash2 />}
          onClick={() => {
            keys.drop(index);
            change(removeRow(rows, index));
          }}
        />
      </span>
    );
  return (
    <fieldset className={style.place}>
      <legend className={style.legend}>
        {frame.label}
        {frame.required ? " *" : ""}
      </legend>
      {frame.hint ? <p className={style.hint}>{frame.hint}</p> : null}
      {frame.problem ? (
        <p className={style.problem} role="alert">
          {frame.problem}
        </p>
      ) : null}
      {phone ? (
        rows.map((row, index) => (
          <section
            key={keys.list[index]}
            className={style.card}
            aria-label={t("rows.one", { number: index + 1 })}
          >
            <header>
              <span>{t("rows.one", { number: index + 1 })}</span>
              {actions(index)}
            </header>
            {columns.map((column) => (
              <div key={column.id}>{cell(column, index, row)}</div>
            ))}
          </section>
        ))
      ) : rows.length > 0 ? (
        <div className={style.scroller}>
          <table className={style.table}>
            <thead>
              <tr>
                <th scope="col">#</th>
                {columns.map((column) => (
                  <th key={column.id} scope="col">
                    {column.name}
                    {column.required ? " *" : ""}
                  </th>
                ))}
                <th scope="col">
                  <span className="visually-hidden">{t("rows.actions")}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row, index) => (
                <tr key={keys.list[index]}>
                  <th scope="row" className="figures">
                    {index + 1}
                  </th>
                  {columns.map((column) => (
                    <td key={column.id}>{cell(column, index, row)}</td>
                  ))}
                  <td>{actions(index)}</td>
                </tr>
              ))}
            </tbody>
            {summed.size > 0 ? (
              <tfoot>
                <tr>
                  <th scope="row">{t("rows.total")}</th>
                  {columns.map((column) => (
                    <td key={column.id} className="figures">
                      {total(column)}
                    </td>
                  ))}
                  <td />
                </tr>
              </tfoot>
            ) : null}
          </table>
        </div>
      ) : null}
      {phone && rows.length > 0 && summed.size > 0 ? (
        <dl className={style.totals}>
          {columns
            .filter((column) => summed.has(column.id))
            .map((column) => (
              <div key={column.id}>
                <dt>{t("rows.totalOf", { name: column.name })}</dt>
                <dd className="figures">{total(column)}</dd>
              </div>
            ))}
        </dl>
      ) : null}
      {disabled || full ? null : (
        <Button
          size={phone ? "phone" : "small"}
          block={phone}
          icon={<Plus size={15} />}
          onClick={() => change(addRow(rows, columns))}
        >
          {t("rows.add")}
        </Button>
      )}
    </fieldset>
  );
}

/** Rows have no identity until they are saved: keys follow them through adding, copying and removing. */
function useRowKeys(count: number) {
  const made = useRef(0);
  const list = useRef<string[]>([]);
  const next = () => {
    made.current += 1;
    return `row-${made.current}`;
  };
  while (list.current.length < count) list.current.push(next());
  list.current.length = count;
  return {
    list: list.current,
    insert: (at: number) => {
      list.current.splice(at, 0, next());
    },
    drop: (at: number) => {
      list.current.splice(at, 1);
    },
  };
}
