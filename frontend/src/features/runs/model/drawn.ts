/** What the drawing of a run says on each card. */
import { traceOf } from "@/flow-canvas/trace";
import type { FlowTrace } from "@/flow-canvas/words";
import type { RunDocument } from "../api";
import { type PathLine, pathLines } from "./path";

export type Stay = {
  readonly lines: readonly PathLine[];
  /** Who holds tasks there now, else who has decided there. */
  readonly people: readonly string[];
  /** Together, of the stays that have ended; null if none has. */
  readonly milliseconds: number | null;
};

/** By node; a node that the run did not pass has none. */
export function staysOf(run: RunDocument): ReadonlyMap<string, Stay> {
  const stays = new Map<string, Stay>();
  for (const line of pathLines(run.visits)) {
    const id = line.visit.node.id;
    const before = stays.get(id);
    const lines = [...(before?.lines ?? []), line];
    const lengths = lines.flatMap((one) => (one.milliseconds === null ? [] : [one.milliseconds]));
    const held = lines.flatMap((one) => one.visit.people ?? []);
    const decided = run.log.flatMap((entry) => (entry.node?.id === id && entry.by ? [entry.by] : []));
    stays.set(id, {
      lines,
      people: [...new Set((held.length > 0 ? held : decided).map((person) => person.name))],
      milliseconds: lengths.length > 0 ? lengths.reduce((sum, one) => sum + one, 0) : null,
    });
  }
  return stays;
}

export function runTrace(run: RunDocument): FlowTrace {
  const visits = pathLines(run.visits).map(({ visit }) => ({
    node: visit.node.id,
    status: visit.status,
    port: visit.port?.id ?? null,
  }));
  return traceOf(run.graph, visits, run.status === "finished");
}
