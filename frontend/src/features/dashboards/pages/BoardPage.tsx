import { useIsFetching, useQuery, useQueryClient } from "@tanstack/react-query";
import { Maximize, RefreshCw } from "lucide-react";
import { type RefObject, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams, useSearchParams } from "react-router";
import { Answered } from "@/ui/page/Answered";
import { PageFrame } from "@/ui/page/PageFrame";
import { IconButton } from "@/ui/shared/IconButton";
import { Select } from "@/ui/shared/Select";
import { boardQuery } from "../api";
import style from "../components/Board.module.css";
import { BoardFilters } from "../components/BoardFilters";
import { BoardView } from "../components/BoardView";
import { EditLink } from "../components/EditLink";
import { WallBoard } from "../components/WallBoard";
import { readFilters, writeFilter } from "../model/filterAddress";

const paces = [0, 1, 5, 15] as const;

/** A board to read: filters above, cards on the grid, every number opens its records. */
export function BoardPage() {
  const { dashboard = "" } = useParams();
  const { t } = useTranslation("dashboards");
  const client = useQueryClient();
  const [search, setSearch] = useSearchParams();
  const wall = useRef<HTMLDivElement>(null);
  const board = useQuery(boardQuery(dashboard));
  const [pace, setPace] = useState(0);
  const onWall = useFullscreen(wall);
  const filters = useMemo(() => readFilters(search, board.data?.filters ?? []), [search, board.data]);
  const asking = useIsFetching({ queryKey: ["dashboards", dashboard, "data"] }) > 0;
  return (
    <PageFrame
      title={board.data?.name ?? t("title")}
      hint={board.data?.description}
      actions={
        <div className={style.refresh}>
          <EditLink board={dashboard} />
          <Select
            size="small"
            label={t("refresh.pace")}
            value={String(pace)}
            options={paces.map((minutes) => ({
              id: String(minutes),
              label: minutes === 0 ? t("refresh.off") : t("refresh.every", { count: minutes }),
            }))}
            onChange={(minutes) => setPace(Number(minutes))}
          />
          <IconButton
            label={t("wall.show")}
            icon={<Maximize />}
            onClick={() => void wall.current?.requestFullscreen()}
          />
          <IconButton
            label={t("refresh.now")}
            icon={<RefreshCw />}
            aria-busy={asking}
            onClick={() => void client.invalidateQueries({ queryKey: ["dashboards", dashboard, "data"] })}
          />
        </div>
      }
      below={board.data ? <BoardFilters board={board.data} values={filters} /> : null}
    >
      <Answered query={board}>
        {(data) => (
          <div ref={wall} className={style.wall}>
            {onWall ? (
              <WallBoard board={data} filters={filters} />
            ) : (
              <BoardView
                board={data}
                filters={filters}
                refresh={pace === 0 ? false : pace * 60_000}
                onFilter={(found) =>
                  setSearch(
                    found.reduce((next, { filter, value }) => writeFilter(next, filter, [value]), search),
                  )
                }
              />
            )}
          </div>
        )}
      </Answered>
    </PageFrame>
  );
}

/** Whether an element has the whole screen. */
function useFullscreen(element: RefObject<HTMLElement | null>): boolean {
  const [whole, setWhole] = useState(false);
  useEffect(() => {
    const look = () => setWhole(element.current !== null && document.fullscreenElement === element.current);
    document.addEventListener("fullscreenchange", look);
    return () => document.removeEventListener("fullscreenchange", look);
  }, [element]);
  return whole;
}
