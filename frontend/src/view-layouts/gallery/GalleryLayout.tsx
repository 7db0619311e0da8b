import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { GalleryLayoutDocument } from "@/api/documents";
import { records } from "@/api/records";
import { askedAt, expandable, type FieldAtPath, fieldAt } from "@/features/records/model/fields";
import { shownPaths } from "@/features/records/model/layoutPaths";
import { Button } from "@/ui/shared/Button";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { fieldsAt, keysOf } from "../cardFields";
import type { LayoutProps } from "../layout";
import { NoRecords } from "../NoRecords";
import style from "./Gallery.module.css";
import { GalleryCard } from "./GalleryCard";

const pageSize = 24;

export function GalleryLayout({
  view,
  entity,
  entities,
  words,
  filter,
  state,
  onState,
  revision,
  onOpen,
}: LayoutProps) {
  const { t } = useTranslation("layouts");
  const layout = view.layout as GalleryLayoutDocument;
  const { cover, color, facts, asked } = useMemo(() => {
    const shown = fieldsAt(shownPaths(layout), entity, entities).filter(({ key }) => key !== entity.title);
    const picture = layout.cover ? fieldAt(entity, entities, layout.cover) : undefined;
    const colored = layout.color ? fieldAt(entity, entities, layout.color) : undefined;
    const all = [...shown, picture, colored].filter((one): one is FieldAtPath => one !== undefined);
    return { cover: picture, color: colored, facts: shown, asked: all };
  }, [layout, entity, entities]);
  const question = useMemo(() => {
    const saved = (view.sort ?? []).flatMap(({ field, descending }) => {
      const found = askedAt(entity, entities, field);
      return found ? [`${descending ? "-" : ""}${found.key}`] : [];
    });
    const sort = state.sort?.map(({ columnId, direction }) =>
      direction === "descending" ? `-${columnId}` : columnId,
    );
    return { filter, fields: keysOf(entity, asked), expand: expandable(asked), sort: sort ?? saved };
  }, [view.sort, state.sort, filter, entity, entities, asked]);
  const pages = useInfiniteQuery({
    queryKey: ["records", entity.key, "gallery", question, revision],
    queryFn: ({ pageParam, signal }) =>
      records.page(entity.key, { ...question, limit: pageSize, cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    placeholderData: (before) => before,
  });
  if (pages.error) return <ProblemNotice problem={pages.error} onRetry={() => void pages.refetch()} />;
  if (!pages.data) return <WaitingCards />;
  const found = pages.data.pages.flatMap((page) => page.records);
  if (found.length === 0) {
    const onClear = state.filter ? () => onState({ filter: undefined }) : undefined;
    return <NoRecords entity={entity} form={view.form} filtered={filter !== undefined} onClear={onClear} />;
  }
  return (
    <div className={style.place}>
      <ul className={style.cards}>
        {found.map((record) => (
          <GalleryCard
            key={record.id}
            record={record}
            entity={entity}
            cover={cover}
            fit={layout.fit ?? "fill"}
            color={color}
            facts={facts}
            words={words}
            onOpen={() => onOpen(record.id)}
          />
        ))}
      </ul>
      {pages.hasNextPage ? (
        <p className={style.more}>
          <Button busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            {t("gallery.more")}
          </Button>
        </p>
      ) : null}
    </div>
  );
}

/** The shape of what is coming. */
function WaitingCards() {
  return (
    <ul className={style.cards} aria-busy="true">
      {Array.from({ length: 8 }, (_, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike
        <li key={at} className={style.waiting} />
      ))}
    </ul>
  );
}
