import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { ChartColumn, Table2 } from "lucide-react";
import { Suspense, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiProblem } from "@/api/problem";
import { EmptyState } from "@/ui/shared/EmptyState";
import { IconButton } from "@/ui/shared/IconButton";
import { ProblemBoundary } from "@/ui/shared/ProblemBoundary";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { Skeleton } from "@/ui/shared/Skeleton";
import { CHARTS } from "@/widget-charts/charts";
import type { GroupedAnswer, Mark, Widget } from "@/widget-charts/widget";
import { type BoardDocument, boardDataQuery, type FilterValues, type WidgetAnswer } from "../api";
import { entityKey, metricOf, type Placed, reaching } from "../model/board";
import style from "./Board.module.css";
import { ChartData } from "./ChartData";
import { FunnelDrill } from "./FunnelDrill";
import { useSeen } from "./useSeen";

export type WidgetCardProps = {
  readonly board: BoardDocument;
  readonly place: Placed;
  readonly filters: FilterValues;
  readonly refresh: number | false;
  readonly onMark: (widget: Widget, mark: Mark, filters: FilterValues) => void;
};

const drawn = new Set<Widget["type"]>(["bar", "line", "pie", "leaderboard", "abc"]);

/** All key figures of a board come in one answer; every other card asks for itself when it is seen. */
const askedWith = (board: BoardDocument, widget: Widget): readonly Widget[] =>
  widget.type === "kpi" ? board.widgets.filter((other) => other.type === "kpi") : [widget];

export function WidgetCard({ board, place, filters, refresh, onMark }: WidgetCardProps) {
  const { widget } = place;
  const { t } = useTranslation("dashboards");
  const card = useRef<HTMLElement>(null);
  const seen = useSeen(card);
  const [asTable, setAsTable] = useState(false);
  const [drill, setDrill] = useState<FilterValues>({});
  const together = askedWith(board, widget);
  const asked = reaching(board, together, { ...filters, ...drill });
  const query = useQuery({
    ...boardDataQuery(
      board.id,
      together.map((one) => one.id),
      asked,
    ),
    placeholderData: keepPreviousData,
    enabled: seen,
    refetchInterval: refresh,
  });
  const answer = query.data?.[widget.id];
  const mark = (one: Mark) => onMark(widget, one, asked);
  return (
    <section
      ref={card}
      className={style.card}
      data-type={widget.type}
      data-stale={query.isPlaceholderData || undefined}
      aria-label={widget.name}
      style={{ "--column": place.column, "--row": place.row, order: place.order } as React.CSSProperties}
    >
      <header className={style.cardHead}>
        <h2>{widget.name}</h2>
        {drawn.has(widget.type) && answer ? (
          <IconButton
            size="small"
            label={t(asTable ? "data.hide" : "data.show", { name: widget.name })}
            icon={asTable ? <ChartColumn /> : <Table2 />}
            aria-pressed={asTable}
            onClick={() => setAsTable(!asTable)}
          />
        ) : null}
      </header>
      {widget.type === "funnel" ? (
        <FunnelDrill board={board} widget={widget} filters={filters} drill={drill} onDrill={setDrill} />
      ) : null}
      <div className={style.cardBody} tabIndex={widget.type === "kpi" ? undefined : 0}>
        <ProblemBoundary place={widget.id}>
          <Suspense fallback={<Skeleton block={80} />}>
            {query.isError && !answer ? (
              <ProblemNotice problem={query.error} onRetry={() => void query.refetch()} />
            ) : answer ? (
              <Content widget={widget} answer={answer} asTable={asTable} board={board} onMark={mark} />
            ) : (
              <Skeleton block={widget.type === "kpi" ? 34 : 160} />
            )}
          </Suspense>
        </ProblemBoundary>
      </div>
    </section>
  );
}

type ContentProps = {
  readonly widget: Widget;
  readonly answer: WidgetAnswer;
  readonly asTable: boolean;
  readonly board: BoardDocument;
  readonly onMark: (mark: Mark) => void;
};

function Content({ widget, answer, asTable, board, onMark }: ContentProps) {
  const { t } = useTranslation("dashboards");
  if ("problem" in answer) {
    const { code, title, message } = answer.problem as { code: string; title?: string; message?: string };
    return <ProblemNotice problem={new ApiProblem(422, { code, title: title ?? message ?? "" })} />;
  }
  if ("measures" in widget && drawn.has(widget.type)) {
    const grouped = answer as unknown as GroupedAnswer;
    if (grouped.rows.length === 0) return <EmptyState compact title={t("empty.rows")} />;
    if (asTable)
      return (
        <ChartData
          widget={widget}
          entity={entityKey(board, widget.entity)}
          answer={grouped}
          onMark={onMark}
        />
      );
  }
  const Chart = CHARTS[widget.type];
  const metric = widget.type === "kpi" ? metricOf(board, widget.metric) : undefined;
  const entity = "entity" in widget ? entityKey(board, widget.entity) : undefined;
  return (
    <Chart
      widget={widget}
      answer={answer}
      metric={metric}
      onMark={onMark}
      {...(entity === undefined ? {} : { entity })}
    />
  );
}
