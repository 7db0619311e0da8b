import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useDeferredValue, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useParams } from "react-router";
import { viewQuery } from "@/api/design";
import type { EntityDocument, ViewDocument } from "@/api/documents";
import { records } from "@/api/records";
import {
  askedAt,
  type Entities,
  expandable,
  type FieldAtPath,
  fieldAt,
  fieldByKey,
  titleOfRecord,
  withKeys,
} from "@/features/records/model/fields";
import { orderOf, shownPaths } from "@/features/records/model/layoutPaths";
import { useEntity } from "@/features/records/useEntity";
import { FieldValue } from "@/field-cells/FieldValue";
import { restrictedIn } from "@/field-cells/restricted";
import { useCellWords } from "@/field-cells/useCellWords";
import { both } from "@/lib/condition/condition";
import { isEmpty, type Json } from "@/lib/json";
import { Button } from "@/ui/shared/Button";
import { IconButton } from "@/ui/shared/IconButton";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { SearchInput } from "@/ui/shared/SearchInput";
import { Skeleton } from "@/ui/shared/Skeleton";
import { Card } from "@/ui-phone/Card";
import { PhoneShell } from "../PhoneShell";
import { NoCards } from "./NoCards";
import style from "./phonePages.module.css";

/** At most this many facts on a card: the rest is one tap away. */
const mostFacts = 4;
const pageSize = 20;

function factsOf(view: ViewDocument, entity: EntityDocument, entities: Entities): readonly FieldAtPath[] {
  return shownPaths(view.layout)
    .flatMap((path) => {
      const found = fieldAt(entity, entities, path);
      return found && found.key !== entity.title ? [found] : [];
    })
    .slice(0, mostFacts);
}

/** A view as cards, latest question first: search, scroll, open, add. */
export function ListPage() {
  const { t } = useTranslation("phonePages");
  const { view: id = "", app = "" } = useParams();
  const navigate = useNavigate();
  const words = useCellWords();
  const [text, setText] = useState("");
  const sought = useDeferredValue(text.trim());
  const { data: view, error: lost } = useQuery(viewQuery(id));
  const paths = useMemo(() => (view ? shownPaths(view.layout) : []), [view]);
  const { entity, entities, problem } = useEntity(view?.entity_key, paths);
  const facts = useMemo(
    () => (view && entity ? factsOf(view, entity, entities) : []),
    [view, entity, entities],
  );
  const searched = entity?.title ? fieldByKey(entity, entity.title)?.access !== "masked" : false;
  const list = useInfiniteQuery({
    queryKey: ["records", entity?.key, "cards", id, sought],
    queryFn: ({ pageParam, signal }) => {
      if (!view || !entity) throw new Error("asked before the view was known");
      const title =
        entity.title && sought && searched
          ? { field: entity.title, op: "contains", value: sought }
          : undefined;
      const sort = orderOf(view).flatMap(({ field, descending }) => {
        const found = askedAt(entity, entities, field);
        return found ? [`${descending ? "-" : ""}${found.key}`] : [];
      });
      const keys = [...(entity.title ? [entity.title] : []), ...facts.map((fact) => fact.key)];
      const filter = both(view.filter ? withKeys(view.filter, entity, entities) : undefined, title);
      return records.page(
        entity.key,
        {
          filter,
          fields: [...new Set(keys)],
          expand: expandable(facts),
          sort,
          limit: pageSize,
          cursor: pageParam,
        },
        signal,
      );
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    enabled: view !== undefined && entity !== undefined,
  });
  const failed = lost ?? problem ?? list.error;
  const rows = list.data?.pages.flatMap((page) => page.records) ?? [];
  const mayCreate = entity?.actions.includes("create") ?? false;
  return (
    <PhoneShell
      title={view?.name ?? ""}
      onBack={() => void navigate(`/a/${app}`)}
      actions={
        mayCreate && entity ? (
          <IconButton
            size="phone"
            label={t("list.new", { name: entity.name })}
            icon={<Plus />}
            onClick={() => void navigate(`/r/${entity.key}/new${view?.form ? `?form=${view.form}` : ""}`)}
          />
        ) : undefined
      }
    >
      <div className={style.cards}>
        {searched ? <SearchInput label={t("list.search")} value={text} onChange={setText} /> : null}
        {failed ? <ProblemNotice problem={failed} onRetry={() => void list.refetch()} /> : null}
        {list.isPending && !failed ? <Skeleton lines={6} /> : null}
        {list.data && rows.length === 0 ? (
          <NoCards entity={entity} form={view?.form} sought={sought !== ""} />
        ) : null}
        {entity
          ? rows.map((record) => (
              <Card
                key={record.id}
                title={titleOfRecord(entity, record) || t("list.untitled")}
                facts={facts
                  .filter(
                    (fact) =>
                      !isEmpty((record[fact.key] ?? null) as Json) ||
                      typeof restrictedIn(record, fact.key) === "string",
                  )
                  .map((fact) => ({
                    label: fact.field.name,
                    value: (
                      <FieldValue
                        field={fact.field}
                        value={(record[fact.key] ?? null) as Json}
                        words={words}
                        restricted={restrictedIn(record, fact.key)}
                      />
                    ),
                  }))}
                onOpen={() => void navigate(`/r/${entity.key}/${record.id}`)}
              />
            ))
          : null}
        {list.hasNextPage ? (
          <Button size="phone" block busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t("list.more")}
          </Button>
        ) : null}
      </div>
    </PhoneShell>
  );
}
