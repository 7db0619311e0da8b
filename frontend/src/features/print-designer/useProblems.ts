/** What the server finds wrong with the template; a click leads to the block. */
import type { DesignProblem } from "@/designing/api";
import type { BarProblem } from "@/designing/parts/ProblemBar";
import type { PrintDesk } from "./DeskContext";
import type { Selection } from "./model/deeds";
import { blocksOf, type PrintDraft } from "./model/documents";

export const placeOfProblem = (print: PrintDraft, [member, number]: DesignProblem["path"]): Selection =>
  member === "blocks" ? blocksOf(print)[Number(number)]?.id : undefined;

export function useProblems({ print, view, select }: PrintDesk, onShow: () => void): readonly BarProblem[] {
  return (["error", "warning"] as const).flatMap((level) =>
    ((level === "error" ? view.problems : view.warnings)[print.id] ?? []).map((one) => ({
      key: `${one.code}.${one.path.join(".")}`,
      level,
      text: one.message,
      onShow: () => {
        select(placeOfProblem(print, one.path));
        onShow();
      },
    })),
  );
}
