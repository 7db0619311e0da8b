/** Everything wrong or odd about the board and its metrics, each with the way to its place. */
import type { DesignProblem } from "@/designing/api";
import type { BarProblem } from "@/designing/parts/ProblemBar";
import type { BoardDesk } from "./BoardContext";
import type { Selection } from "./model/deeds";
import { type BoardDraft, metricIds } from "./model/documents";

/** The part of a board that the path of a problem leads to. */
export function placeOfProblem(board: BoardDraft, [member, number]: DesignProblem["path"]): Selection {
  const card = member === "widgets" ? board.widgets[Number(number)] : undefined;
  if (card) return { kind: "cards", ids: [card.id] };
  const filter = member === "filters" ? board.filters?.[Number(number)] : undefined;
  return filter ? { kind: "filter", id: filter.id } : { kind: "board" };
}

export function useProblems(desk: BoardDesk, onShow: () => void): readonly BarProblem[] {
  const { board, view, select } = desk;
  const told = (id: string, placeOf: (path: DesignProblem["path"]) => Selection) =>
    (["error", "warning"] as const).flatMap((level) =>
      ((level === "error" ? view.problems : view.warnings)[id] ?? []).map(
        (one): BarProblem => ({
          key: `${id}.${one.code}.${one.path.join(".")}`,
          level,
          text: one.message,
          onShow: () => {
            select(placeOf(one.path));
            onShow();
          },
        }),
      ),
    );
  const shownBy = (metric: string): Selection => ({
    kind: "cards",
    ids: board.widgets.filter((card) => card.metric === metric).map((card) => card.id),
  });
  return [
    ...told(board.id, (path) => placeOfProblem(board, path)),
    ...metricIds(board).flatMap((id) => told(id, () => shownBy(id))),
  ];
}
