import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { EntityDocument } from "@/api/documents";
import { type RecordValues, records } from "@/api/records";
import type { CellWords } from "@/field-cells/cell";
import { alignOf } from "@/field-cells/cells";
import { FieldValue } from "@/field-cells/FieldValue";
import { restrictedIn } from "@/field-cells/restricted";
import type { Test } from "@/lib/condition/condition";
import { isEmpty, type Json } from "@/lib/json";
import { PlainTable } from "@/ui/page/PlainTable";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { Skeleton } from "@/ui/shared/Skeleton";
import { expandable, type FieldAtPath, fieldByKey, titleOfRecord } from "../model/fields";
import { usualColumns } from "../model/related";
import style from "./record.module.css";

export type RelatedListProps = {
  readonly name: string;
  /** Whose records are listed. */
  readonly entity: EntityDocument;
  /** Undefined for a list that holds nothing. */
  readonly filter: Test | undefined;
  readonly columns?: readonly FieldAtPath[];
  readonly sort?: readonly string[];
  /** What the form of a new record begins with, as its address has it. */
  readonly addTo?: string | undefined;
  /** As a table with headings, where there is room. */
  readonly table?: boolean;
  readonly words: CellWords;
};

const shownAtOnce = 8;
const shownAtMost = 200;

export function RelatedList(props: RelatedListProps) {
  const { name, entity, filter, addTo, table = false, sort = [] } = props;
  const { t } = useTranslation("records");
  const [limit, setLimit] = useState(shownAtOnce);
  const columns = props.columns ?? usualColumns(entity);
  const title = entity.title === null ? undefined : fieldByKey(entity, entity.title);
  const keys = [...(title ? [title.key] : []), ...columns.map((one) => one.key)];
  const fields = [...new Set(keys)];
  const { data, error, isPending } = useQuery({
    queryKey: ["records", entity.key, "related", filter, fields, sort, limit],
    queryFn: ({ signal }) =>
      records.page(
        entity.key,
        { filter, fields, expand: expandable(columns), sort, limit, count: true },
        signal,
      ),
    enabled: filter !== undefined,
  });
  const rows = data?.records ?? [];
  const Rows = table ? RowsAsTable : RowsAsLines;
  return (
    <section>
      <h2 className={style.relatedHead}>
        {name}
        {data?.count ? <span className="figures">{data.count.value}</span> : null}
        {addTo && entity.actions.includes("create") ? (
          <Link to={`/r/${entity.key}/new?${addTo}`}>
            <Plus size={14} aria-hidden="true" />
            {t("related.add")}
          </Link>
        ) : null}
      </h2>
      {error ? <ProblemNotice problem={error} /> : null}
      {isPending && filter ? <Skeleton lines={2} /> : null}
      {filter === undefined || data?.records.length === 0 ? (
        <p className={style.nothing}>{t("related.empty")}</p>
      ) : null}
      {rows.length > 0 ? <Rows {...props} columns={columns} rows={rows} /> : null}
      {data?.next && limit < shownAtMost ? (
        <button type="button" className={style.more} onClick={() => setLimit(shownAtMost)}>
          {t("related.more")}
        </button>
      ) : null}
    </section>
  );
}

type RowsProps = RelatedListProps & {
  readonly columns: readonly FieldAtPath[];
  readonly rows: readonly RecordValues[];
};

function Title({ entity, row }: { readonly entity: EntityDocument; readonly row: RecordValues }) {
  const { t } = useTranslation("records");
  return <Link to={`/r/${entity.key}/${row.id}`}>{titleOfRecord(entity, row) || t("untitled")}</Link>;
}

const cellOf = (row: RecordValues, column: FieldAtPath): Json => (row[column.key] ?? null) as Json;

/** Nothing is said of what is empty, or hidden as a whole. */
const says = (row: RecordValues, column: FieldAtPath): boolean =>
  !isEmpty(cellOf(row, column)) || typeof restrictedIn(row, column.key) === "string";

type ValueProps = Pick<RowsProps, "words"> & { readonly row: RecordValues; readonly column: FieldAtPath };

const Value = ({ row, column, words }: ValueProps) => (
  <FieldValue
    field={column.field}
    value={cellOf(row, column)}
    words={words}
    restricted={restrictedIn(row, column.key)}
  />
);

function RowsAsLines({ entity, columns, rows, words }: RowsProps) {
  return (
    <ul className={style.relatedRows}>
      {rows.map((row) => (
        <li key={row.id}>
          <Title entity={entity} row={row} />
          {columns
            .filter((column) => column.key !== entity.title && says(row, column))
            .map((column) => (
              <Value key={column.key} row={row} column={column} words={words} />
            ))}
        </li>
      ))}
    </ul>
  );
}

/** The title leads to the record, wherever among the columns it stands. */
function RowsAsTable({ name, entity, columns, rows, words }: RowsProps) {
  const { t } = useTranslation("records");
  const titled = columns.some((column) => column.key === entity.title);
  const link = (row: RecordValues) => <Title entity={entity} row={row} />;
  return (
    <PlainTable
      label={name}
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        ...(titled ? [] : [{ key: "id", title: t("related.record"), show: link }]),
        ...columns.map((column) => ({
          key: column.key,
          title: column.field.name,
          end: alignOf(column.field) === "end",
          show: (row: RecordValues) =>
            column.key === entity.title ? link(row) : <Value row={row} column={column} words={words} />,
        })),
      ]}
    />
  );
}
