import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { RelativeTime } from "@/ui/shared/RelativeTime";
import { wallPages } from "@/widget-charts/model/wall";
import { WallStage } from "@/widget-charts/WallStage";
import type { BoardDocument, FilterValues } from "../api";
import style from "./Board.module.css";
import { WidgetCard } from "./WidgetCard";

export type WallBoardProps = { readonly board: BoardDocument; readonly filters: FilterValues };

const nothing = () => undefined;

/** The board on a wall screen: pages in turn, numbers asked for anew; what was last known stays, with its age. */
export function WallBoard({ board, filters }: WallBoardProps) {
  const { t } = useTranslation("dashboards");
  const { pages: told = [], seconds = 20, minutes = 5 } = board.wall ?? {};
  const cards = board.widgets.map(({ id, x = 0, y = 0, w = 6, h = 4 }) => ({ id, x, y, w, h }));
  const pages = wallPages(cards, told);
  const [at, setAt] = useState(0);
  const oldest = useOldest(board.id);
  const count = pages.length;
  useEffect(() => {
    if (count < 2) return undefined;
    const turning = setInterval(() => setAt((before) => (before + 1) % count), seconds * 1000);
    return () => clearInterval(turning);
  }, [count, seconds]);
  const page = pages[at % Math.max(1, count)];
  if (!page) return null;
  return (
    <section className={style.onWall} aria-label={board.name}>
      <header className={style.wallHead}>
        <h1>{page.name ? t("wall.pageOf", { board: board.name, page: page.name }) : board.name}</h1>
        {oldest === undefined ? null : (
          <span>
            {t("wall.asOf")} <RelativeTime moment={new Date(oldest).toISOString()} />
          </span>
        )}
      </header>
      <WallStage page={page}>
        {(id, place) => {
          const widget = board.widgets.find((one) => one.id === id);
          return widget ? (
            <WidgetCard
              key={id}
              board={board}
              place={{ widget, column: String(place.gridColumn), row: String(place.gridRow), order: 0 }}
              filters={filters}
              cross={undefined}
              refresh={minutes * 60_000}
              onMark={nothing}
              onOpen={nothing}
            />
          ) : null;
        }}
      </WallStage>
    </section>
  );
}

/** When the oldest number on screen was asked for; looked at once in a while. */
function useOldest(board: string): number | undefined {
  const client = useQueryClient();
  const [oldest, setOldest] = useState<number>();
  useEffect(() => {
    const look = () => {
      const shown = client
        .getQueryCache()
        .findAll({ queryKey: ["dashboards", board, "data"], type: "active" })
        .map((query) => query.state.dataUpdatedAt)
        .filter((moment) => moment > 0);
      setOldest(shown.length > 0 ? Math.min(...shown) : undefined);
    };
    const looking = setInterval(look, 5_000);
    return () => clearInterval(looking);
  }, [client, board]);
  return oldest;
}
