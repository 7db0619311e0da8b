import type { DesignProblem } from "../api";
import type { Command } from "../model/command";
import type { SessionView } from "../sessionTypes";
import type { BarProblem } from "./ProblemBar";

/** Everything wrong or odd about one document, as the server says: errors first, each with the way to its place. */
export const barProblems = <C extends Command>(
  view: Pick<SessionView<C>, "problems" | "warnings">,
  id: string,
  onShow: (path: DesignProblem["path"]) => void,
): readonly BarProblem[] =>
  (["error", "warning"] as const).flatMap((level) =>
    ((level === "error" ? view.problems : view.warnings)[id] ?? []).map(
      (one): BarProblem => ({
        key: `${one.code}.${one.path.join(".")}`,
        level,
        text: one.message,
        onShow: () => onShow(one.path),
      }),
    ),
  );
