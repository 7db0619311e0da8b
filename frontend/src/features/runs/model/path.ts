/** The path that a run took, told line by line. */
import type { RunDocument, RunRow, Visit } from "../api";

export type PathLine = {
  readonly visit: Visit;
  readonly depth: number;
  readonly milliseconds: number | null;
};

/** In the order in which nodes were entered; a visit still open has no length. */
export function pathLines(visits: readonly Visit[]): readonly PathLine[] {
  return [...visits]
    .sort((one, other) => one.id - other.id)
    .map((visit) => ({
      visit,
      depth: Math.min(4, visit.depth ?? 0),
      milliseconds: visit.left_at
        ? Math.max(0, Date.parse(visit.left_at) - Date.parse(visit.entered_at))
        : null,
    }));
}

/** Where a failed run can go on: its failed visits. A run that goes well offers nothing. */
export const failedVisits = (run: RunDocument): readonly Visit[] =>
  run.status === "failed" ? run.visits.filter((visit) => visit.status === "failed") : [];

export type RunTone = "success" | "danger" | "info" | "warning" | "neutral";

const good = new Set(["approved", "done", "finished"]);

/** A failed run never looks like a successful one, whatever its outcome says. */
export function toneOf(run: Pick<RunRow, "status" | "outcome">): RunTone {
  if (run.status === "failed") return "danger";
  if (run.status === "running") return "info";
  if (!run.outcome || good.has(run.outcome)) return "success";
  return run.outcome === "rejected" ? "warning" : "neutral";
}
