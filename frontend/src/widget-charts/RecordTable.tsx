import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { entityQuery } from "@/api/design";
import type { FieldDocument } from "@/api/documents";
import type { RecordValues } from "@/api/records";
import { FieldValue } from "@/field-cells/FieldValue";
import { useCellWords } from "@/field-cells/useCellWords";
import type { Json } from "@/lib/json";
import { PlainTable } from "@/ui/page/PlainTable";

export type RecordTableProps = {
  readonly label: string;
  /** Key of the entity. */
  readonly entity: string;
  readonly records: readonly RecordValues[];
  /** Keys of the fields to show, possibly paths through links; the title leads to the record. */
  readonly columns: readonly { readonly key: string; readonly name?: string | undefined }[];
};

const plain = (value: Json | undefined): string =>
  value === null || value === undefined
    ? ""
    : typeof value === "object"
      ? JSON.stringify(value)
      : String(value);

/** Records as a short table; the first column opens one. */
export function RecordTable({ label, entity, records, columns }: RecordTableProps) {
  const words = useCellWords();
  const { data: design } = useQuery(entityQuery(entity));
  const field = (key: string): FieldDocument | undefined =>
    design?.fields.find((one) => one.key === key || one.id === key);
  const cell = (record: RecordValues, key: string) => {
    const known = field(key);
    const value = (record[known?.key ?? key] as Json | undefined) ?? null;
    if (!known) return plain(value);
    const restricted = record.restricted?.includes(known.key) ?? false;
    return <FieldValue field={known} value={value} words={words} restricted={restricted} />;
  };
  return (
    <PlainTable
      label={label}
      rows={records}
      rowKey={(record) => record.id}
      columns={columns.map(({ key, name }, index) => ({
        key,
        title: name ?? field(key)?.name ?? key,
        show: (record: RecordValues) =>
          index === 0 ? <Link to={`/r/${entity}/${record.id}`}>{cell(record, key)}</Link> : cell(record, key),
      }))}
    />
  );
}
