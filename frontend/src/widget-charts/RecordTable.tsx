import { Link } from "react-router";
import type { RecordValues } from "@/api/records";
import { FieldValue } from "@/field-cells/FieldValue";
import { useCellWords } from "@/field-cells/useCellWords";
import type { Json } from "@/lib/json";
import { PlainTable } from "@/ui/page/PlainTable";
import { useFieldPaths } from "./useFieldPaths";

export type RecordTableProps = {
  readonly label: string;
  /** Key of the entity. */
  readonly entity: string;
  readonly records: readonly RecordValues[];
  /** Keys of the fields to show, possibly paths through links; the first one leads to the record. */
  readonly columns: readonly { readonly key: string; readonly name?: string | undefined }[];
};

const plain = (value: Json | undefined): string =>
  value === null || value === undefined ? "" : typeof value === "object" ? "" : String(value);

/** Records as a short table; the first column opens one. */
export function RecordTable({ label, entity, records, columns }: RecordTableProps) {
  const words = useCellWords();
  const fieldAt = useFieldPaths(
    entity,
    columns.map((column) => column.key),
  );
  const cell = (record: RecordValues, key: string) => {
    const field = fieldAt(key);
    const value = (record[key] as Json | undefined) ?? null;
    if (!field) return plain(value);
    const restricted = record.restricted?.includes(key) ?? false;
    return <FieldValue field={field} value={value} words={words} restricted={restricted} />;
  };
  return (
    <PlainTable
      label={label}
      rows={records}
      rowKey={(record) => record.id}
      columns={columns.map(({ key, name }, index) => ({
        key,
        title: name ?? fieldAt(key)?.name ?? key,
        show: (record: RecordValues) =>
          index === 0 ? <Link to={`/r/${entity}/${record.id}`}>{cell(record, key)}</Link> : cell(record, key),
      }))}
    />
  );
}
