/** What the server finds wrong with the view; a click leads to the part that mends it. */
import type { Pane } from "@/designing/parts/DesignerFrame";
import type { BarProblem } from "@/designing/parts/ProblemBar";
import type { ViewDesk } from "./DeskContext";

const paneOf = ([first, second]: readonly (string | number)[]): Pane =>
  first === "layout" && (second === "columns" || second === "card") ? "palette" : "properties";

export function useProblems({ draft, view }: ViewDesk, onShow: (pane: Pane) => void): readonly BarProblem[] {
  return (["error", "warning"] as const).flatMap((level) =>
    ((level === "error" ? view.problems : view.warnings)[draft.id] ?? []).map((one) => ({
      key: `${one.code}.${one.path.join(".")}`,
      level,
      text: one.message,
      onShow: () => onShow(paneOf(one.path)),
    })),
  );
}
