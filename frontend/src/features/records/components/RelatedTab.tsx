import { useQueries, useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { entityQuery } from "@/api/design";
import type { EntityDocument, RelatedDocument } from "@/api/documents";
import { records } from "@/api/records";
import type { CellWords } from "@/field-cells/cell";
import { FieldValue } from "@/field-cells/FieldValue";
import { isEmpty, type Json } from "@/lib/json";
import { EmptyState } from "@/ui/shared/EmptyState";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { Skeleton } from "@/ui/shared/Skeleton";
import { titleOfRecord } from "../model/fields";
import style from "./record.module.css";

export type RelatedTabProps = {
  readonly entity: EntityDocument;
  readonly record: string;
  readonly words: CellWords;
};

export function RelatedTab({ entity, record, words }: RelatedTabProps) {
  const { t } = useTranslation("records");
  const lists = entity.related ?? [];
  const documents = useQueries({ queries: lists.map((list) => entityQuery(list.entity)) });
  if (lists.length === 0)
    return <EmptyState compact title={t("related.none")} hint={t("related.noneHint")} />;
  return (
    <div className={style.related}>
      {lists.map((list, index) => {
        const found = documents[index]?.data;
        return found ? (
          <RelatedList
            key={`${list.entity}.${list.field}`}
            list={list}
            entity={found}
            record={record}
            words={words}
          />
        ) : (
          <Skeleton key={`${list.entity}.${list.field}`} lines={2} />
        );
      })}
    </div>
  );
}

const shownAtOnce = 8;

type RelatedListProps = RelatedTabProps & { readonly list: RelatedDocument };

function RelatedList({ list, entity, record, words }: RelatedListProps) {
  const { t } = useTranslation("records");
  const title = entity.fields.find((field) => field.key === entity.title);
  const facts = entity.fields
    .filter(
      (field) => field !== title && ["choice", "date", "money", "person"].includes(field.type) && !field.many,
    )
    .slice(0, 3);
  const keys = [...(title ? [title.key] : []), ...facts.map((field) => field.key)];
  const link = entity.fields.find((field) => field.key === list.field);
  const filter = {
    field: list.field,
    op: link?.many ? "contains_any" : "is",
    value: link?.many ? [record] : record,
  };
  const { data, error, isPending } = useQuery({
    queryKey: ["records", entity.key, "related", list.field, record],
    queryFn: ({ signal }) =>
      records.page(
        entity.key,
        {
          filter,
          fields: keys,
          expand: facts.filter((field) => field.type === "person").map((field) => field.key),
          limit: shownAtOnce,
          count: true,
        },
        signal,
      ),
  });
  return (
    <section aria-label={list.name}>
      <h3 className={style.relatedHead}>
        {list.name}
        {data?.count ? <span className="figures">{data.count.value}</span> : null}
        {entity.actions.includes("create") ? (
          <Link to={`/r/${entity.key}/new?${list.field}=${record}`}>
            <Plus size={14} aria-hidden="true" />
            {t("related.add")}
          </Link>
        ) : null}
      </h3>
      {error ? <ProblemNotice problem={error} /> : null}
      {isPending ? <Skeleton lines={2} /> : null}
      {data?.records.length === 0 ? <p className={style.nothing}>{t("related.empty")}</p> : null}
      <ul className={style.relatedRows}>
        {data?.records.map((row) => (
          <li key={row.id}>
            <Link to={`/r/${entity.key}/${row.id}`}>{titleOfRecord(entity, row) || t("untitled")}</Link>
            {facts.map((field) => {
              const value = (row[field.key] ?? null) as Json;
              return isEmpty(value) ? null : (
                <FieldValue key={field.id} field={field} value={value} words={words} />
              );
            })}
          </li>
        ))}
      </ul>
    </section>
  );
}
