import { useDroppable } from "@dnd-kit/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { type RecordQuestion, type RecordValues, records } from "@/api/records";
import { joinNames } from "@/lib/joinNames";
import { formatNumber } from "@/lib/numbers";
import { accentFor } from "@/ui/accentFor";
import { Button } from "@/ui/shared/Button";
import { OptionTag } from "@/ui/shared/OptionTag";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { Skeleton } from "@/ui/shared/Skeleton";
import { type BoardColumn, cardsOf, type Moved } from "./columnsModel";
import style from "./Kanban.module.css";

export type KanbanColumnProps = {
  readonly entity: string;
  readonly column: BoardColumn;
  readonly question: RecordQuestion;
  readonly revision: number;
  readonly moved: readonly Moved[];
  readonly total: string;
  readonly card: (record: RecordValues, column: string) => React.ReactNode;
};

const pageSize = 30;

export function KanbanColumn({ entity, column, question, revision, moved, total, card }: KanbanColumnProps) {
  const { t } = useTranslation("records");
  const { setNodeRef, isOver } = useDroppable({ id: column.id });
  const pages = useInfiniteQuery({
    queryKey: ["records", entity, "board", column.id, question, revision],
    queryFn: ({ pageParam, signal }) =>
      records.page(entity, { ...question, limit: pageSize, cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    placeholderData: (before) => before,
  });
  const loaded = pages.data?.pages.flatMap((page) => page.records) ?? [];
  const name = column.option?.name ?? t("kanban.none");
  const change =
    moved.filter((move) => move.to === column.id).length -
    moved.filter((move) => move.from === column.id).length;
  return (
    <section ref={setNodeRef} className={joinNames(style.column, isOver && style.over)} aria-label={name}>
      <header className={style.columnHead}>
        <h2>
          <OptionTag color={accentFor(column.option?.color)}>{name}</OptionTag>
        </h2>
        <span className={joinNames(style.count, "figures")}>{formatNumber(column.count + change)}</span>
        {total ? <span className={joinNames(style.total, "figures")}>{total}</span> : null}
      </header>
      <div className={style.cards}>
        {cardsOf(column.id, loaded, moved).map((record) => card(record, column.id))}
        {pages.isPending ? <Skeleton lines={3} /> : null}
        {pages.error ? <ProblemNotice problem={pages.error} onRetry={() => void pages.refetch()} /> : null}
        {pages.hasNextPage ? (
          <Button
            size="small"
            look="quiet"
            busy={pages.isFetchingNextPage}
            onClick={() => void pages.fetchNextPage()}
          >
            {t("kanban.more")}
          </Button>
        ) : null}
      </div>
    </section>
  );
}
