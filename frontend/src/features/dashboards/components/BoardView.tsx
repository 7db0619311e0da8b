import { useState } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "@/ui/shared/EmptyState";
import type { Mark, Widget } from "@/widget-charts/widget";
import type { BoardDocument, FilterValues } from "../api";
import { type CrossFilter, crossFilters, placed } from "../model/board";
import style from "./Board.module.css";
import { MarkPanel } from "./MarkPanel";
import { WidgetCard } from "./WidgetCard";

export type BoardViewProps = {
  readonly board: BoardDocument;
  readonly filters: FilterValues;
  readonly refresh: number | false;
  readonly onFilter?: (found: readonly CrossFilter[]) => void;
};

type Opened = { readonly widget: Widget; readonly mark: Mark; readonly filters: FilterValues };

/** The cards of a board and the list behind the mark that was clicked. */
export function BoardView({ board, filters, refresh, onFilter }: BoardViewProps) {
  const { t } = useTranslation("dashboards");
  const [opened, setOpened] = useState<Opened>();
  const crossing = opened ? crossFilters(board, opened.widget, opened.mark.groups) : [];
  const cross = (found: readonly CrossFilter[]) => {
    setOpened(undefined);
    onFilter?.(found);
  };
  if (board.widgets.length === 0) return <EmptyState title={t("empty.board")} hint={t("empty.boardHint")} />;
  return (
    <div className={style.board}>
      <div className={style.grid}>
        {placed(board).map((place) => (
          <WidgetCard
            key={place.widget.id}
            board={board}
            place={place}
            filters={filters}
            refresh={refresh}
            onMark={(widget, mark, asked) => setOpened({ widget, mark, filters: asked })}
          />
        ))}
      </div>
      {opened ? (
        <MarkPanel
          board={board.id}
          {...opened}
          onCross={onFilter && crossing.length > 0 ? () => cross(crossing) : undefined}
          onClose={() => setOpened(undefined)}
        />
      ) : null}
    </div>
  );
}
