import { Link } from "react-router";
import type { FieldDocument } from "@/api/documents";
import type { RecordValues } from "@/api/records";
import { FieldValue } from "@/field-cells/FieldValue";
import { restrictedIn } from "@/field-cells/restricted";
import { useCellWords } from "@/field-cells/useCellWords";
import { useShellKind } from "@/field-widgets/ShellKind";
import { isEmpty, type Json } from "@/lib/json";
import { PlainTable } from "@/ui/page/PlainTable";
import { Skeleton } from "@/ui/shared/Skeleton";
import style from "./RecordTable.module.css";
import { useFieldPaths } from "./useFieldPaths";

export type RecordTableProps = {
  readonly label: string;
  /** Key of the entity. */
  readonly entity: string;
  readonly records: readonly RecordValues[];
  /** Keys of the fields to show, possibly paths through links; the first one leads to the record. */
  readonly columns: readonly { readonly key: string; readonly name?: string | undefined }[];
};

const mostWaiting = 6;

/** Sentences break into lines; names, numbers, dates and tags are read in one. */
const breaks = (field: FieldDocument | undefined): boolean =>
  field !== undefined &&
  field.type !== "auto_number" &&
  (field.cell === "text" || (field.cell === "computed" && field.result === "text"));

const cellValue = (record: RecordValues, key: string): Json => (record[key] as Json | undefined) ?? null;

const plain = (value: Json): string => (value === null || typeof value === "object" ? "" : String(value));

/** Records as a short table, on the phone as a list; the first column opens one. */
export function RecordTable({ label, entity, records, columns }: RecordTableProps) {
  const words = useCellWords();
  const onPhone = useShellKind() === "phone";
  const { fieldAt, waiting } = useFieldPaths(
    entity,
    columns.map((column) => column.key),
  );
  if (waiting) return <Skeleton lines={Math.min(records.length + 1, mostWaiting)} />;
  const cell = (record: RecordValues, key: string) => {
    const field = fieldAt(key);
    const value = cellValue(record, key);
    if (!field) return plain(value);
    const restricted = restrictedIn(record, key);
    return <FieldValue field={field} value={value} words={words} restricted={restricted} />;
  };
  const nameOf = ({ key, name }: RecordTableProps["columns"][number]) => name ?? fieldAt(key)?.name ?? key;
  const link = (record: RecordValues, key: string) => (
    <Link to={`/r/${entity}/${record.id}`}>{cell(record, key)}</Link>
  );
  if (!onPhone) {
    return (
      <PlainTable
        label={label}
        rows={records}
        rowKey={(record) => record.id}
        columns={columns.map((column, index) => ({
          key: column.key,
          title: nameOf(column),
          oneLine: !breaks(fieldAt(column.key)),
          show: (record: RecordValues) => (index === 0 ? link(record, column.key) : cell(record, column.key)),
        }))}
      />
    );
  }
  const [first, ...rest] = columns;
  return (
    <ul className={style.list} aria-label={label}>
      {records.map((record) => (
        <li key={record.id}>
          {first ? <strong>{link(record, first.key)}</strong> : null}
          <dl>
            {rest
              .filter(({ key }) => !isEmpty(cellValue(record, key)))
              .map((column) => (
                <div key={column.key}>
                  <dt>{nameOf(column)}</dt>
                  <dd>{cell(record, column.key)}</dd>
                </div>
              ))}
          </dl>
        </li>
      ))}
    </ul>
  );
}
