import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "@/ui/shared/EmptyState";
import grid from "@/widget-charts/grid.module.css";
import type { BoardDocument, FilterValues } from "../api";
import { type CrossFilter, crossFilters, placed } from "../model/board";
import { type Cross, crosses } from "../model/crossing";
import { CrossChip } from "./CrossChip";
import { MarkPanel } from "./MarkPanel";
import { type AskedMark, WidgetCard } from "./WidgetCard";

export type BoardViewProps = {
  readonly board: BoardDocument;
  readonly filters: FilterValues;
  readonly refresh: number | false;
  readonly onFilter?: (found: readonly CrossFilter[]) => void;
};

/** The cards of a board: a click on a mark narrows the others, a second one opens the records behind it. */
export function BoardView({ board, filters, refresh, onFilter }: BoardViewProps) {
  const { t } = useTranslation("dashboards");
  const [opened, setOpened] = useState<AskedMark>();
  const [crossed, setCrossed] = useState<AskedMark>();
  useEscape(crossed !== undefined, () => setCrossed(undefined));
  const cross: Cross | undefined = crossed;
  const crossing = opened ? crossFilters(board, opened.widget, opened.mark.groups) : [];
  const narrow = (found: readonly CrossFilter[]) => {
    setOpened(undefined);
    setCrossed(undefined);
    onFilter?.(found);
  };
  const onMark = (asked: AskedMark) =>
    crosses(board, asked.widget, asked.mark, cross) ? setCrossed(asked) : setOpened(asked);
  if (board.widgets.length === 0) return <EmptyState title={t("empty.board")} hint={t("empty.boardHint")} />;
  return (
    <div className={grid.board}>
      {crossed ? (
        <CrossChip cross={crossed} onOpen={() => setOpened(crossed)} onClear={() => setCrossed(undefined)} />
      ) : null}
      <div className={grid.grid}>
        {placed(board).map((place) => (
          <WidgetCard
            key={place.widget.id}
            board={board}
            place={place}
            filters={filters}
            cross={cross}
            refresh={refresh}
            onMark={onMark}
            onOpen={setOpened}
          />
        ))}
      </div>
      {opened ? (
        <MarkPanel
          board={board.id}
          {...opened}
          onCross={onFilter && crossing.length > 0 ? () => narrow(crossing) : undefined}
          onClose={() => setOpened(undefined)}
        />
      ) : null}
    </div>
  );
}

/** Escape takes the mark away, except where it closes something that is open above the board. */
function useEscape(listens: boolean, onEscape: () => void): void {
  useEffect(() => {
    if (!listens) return undefined;
    const press = (event: KeyboardEvent) => {
      const above = document.querySelector("dialog[open], [role=menu], [data-popover]");
      if (event.key === "Escape" && !event.defaultPrevented && !above) onEscape();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  });
}
