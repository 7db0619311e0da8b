import { useQueries } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { entityQuery } from "@/api/design";
import type { EntityDocument } from "@/api/documents";
import type { CellWords } from "@/field-cells/cell";
import { EmptyState } from "@/ui/shared/EmptyState";
import { Skeleton } from "@/ui/shared/Skeleton";
import { fieldByKey } from "../model/fields";
import { pointingHere } from "../model/related";
import { RelatedList } from "./RelatedList";
import style from "./record.module.css";

export type RelatedTabProps = {
  readonly entity: EntityDocument;
  readonly record: string;
  readonly words: CellWords;
};

/** Every list of records that link here. */
export function RelatedTab({ entity, record, words }: RelatedTabProps) {
  const { t } = useTranslation("records");
  const lists = entity.related;
  const documents = useQueries({ queries: lists.map((list) => entityQuery(list.entity)) });
  if (lists.length === 0)
    return <EmptyState compact title={t("related.none")} hint={t("related.noneHint")} />;
  return (
    <div className={style.related}>
      {lists.map((list, index) => {
        const found = documents[index]?.data;
        const link = found && fieldByKey(found, list.field);
        return found && link ? (
          <RelatedList
            key={`${list.entity}.${list.field}`}
            name={list.name}
            entity={found}
            filter={pointingHere(link, record)}
            addTo={`${link.key}=${record}`}
            words={words}
          />
        ) : (
          <Skeleton key={`${list.entity}.${list.field}`} lines={2} />
        );
      })}
    </div>
  );
}
