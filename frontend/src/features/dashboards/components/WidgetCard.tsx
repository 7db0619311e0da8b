import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { ChartColumn, Table2 } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSeen } from "@/ui/page/useSeen";
import { IconButton } from "@/ui/shared/IconButton";
import { CardBody } from "@/widget-charts/CardBody";
import grid from "@/widget-charts/grid.module.css";
import { hasTable } from "@/widget-charts/WidgetContent";
import type { Mark, Widget } from "@/widget-charts/widget";
import { type BoardDocument, boardDataQuery, type FilterValues } from "../api";
import { entityKey, metricOf, type Placed, reaching } from "../model/board";
import { type Cross, followed, questionOf } from "../model/crossing";
import { FunnelDrill } from "./FunnelDrill";

export type AskedMark = {
  readonly widget: Widget;
  readonly mark: Mark;
  /** Under which filters, and which mark of another card, its number was asked. */
  readonly filters: FilterValues;
  readonly cross: Cross | undefined;
};

export type WidgetCardProps = {
  readonly board: BoardDocument;
  readonly place: Placed;
  readonly filters: FilterValues;
  readonly cross: Cross | undefined;
  readonly refresh: number | false;
  /** A mark was clicked in the picture. */
  readonly onMark: (asked: AskedMark) => void;
  /** The records behind a mark are wanted. */
  readonly onOpen: (asked: AskedMark) => void;
};

/** Key figures that follow a mark alike come in one answer; every other card asks for itself when it is seen. */
const askedWith = (board: BoardDocument, widget: Widget, cross: Cross | undefined): readonly Widget[] =>
  widget.type === "kpi"
    ? board.widgets.filter(
        (other) => other.type === "kpi" && followed(board, other, cross) === followed(board, widget, cross),
      )
    : [widget];

export function WidgetCard({ board, place, filters, cross, refresh, onMark, onOpen }: WidgetCardProps) {
  const { widget } = place;
  const { t } = useTranslation("dashboards");
  const card = useRef<HTMLElement>(null);
  const seen = useSeen(card);
  const [asTable, setAsTable] = useState(false);
  const [drill, setDrill] = useState<FilterValues>({});
  const together = askedWith(board, widget, cross);
  const asked = reaching(board, together, { ...filters, ...drill });
  const mine = followed(board, widget, cross);
  const query = useQuery({
    ...boardDataQuery(
      board.id,
      together.map((one) => one.id),
      asked,
      mine && questionOf(mine),
    ),
    placeholderData: keepPreviousData,
    enabled: seen,
    refetchInterval: refresh,
  });
  const answer = query.data?.[widget.id];
  const told = (mark: Mark): AskedMark => ({ widget, mark, filters: asked, cross: mine });
  return (
    <section
      ref={card}
      className={grid.card}
      data-type={widget.type}
      data-stale={query.isPlaceholderData || undefined}
      data-marked={cross?.widget.id === widget.id || undefined}
      aria-label={widget.name}
      style={{ "--column": place.column, "--row": place.row, order: place.order } as React.CSSProperties}
    >
      <header className={grid.cardHead}>
        <h2>{widget.name}</h2>
        {hasTable(widget) && answer ? (
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
      <CardBody
        widget={widget}
        answer={answer}
        problem={query.error}
        onRetry={() => void query.refetch()}
        entity={"entity" in widget ? entityKey(board, widget.entity) : undefined}
        metric={widget.type === "kpi" ? metricOf(board, widget.metric) : undefined}
        asTable={asTable}
        onMark={(mark) => (asTable ? onOpen(told(mark)) : onMark(told(mark)))}
      />
    </section>
  );
}
