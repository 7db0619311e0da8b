/** The platform's answer about a run, put together as the page tells it: nodes by name, people beside their node. */
import type { Json } from "@/lib/json";
import type {
  BranchLine,
  EffectLine,
  EventLine,
  LogEntry,
  Named,
  RunDocument,
  RunProblem,
  RunRow,
  Visit,
} from "../api";

type PathEntry = {
  readonly visit: number;
  readonly node: string;
  readonly status: Visit["status"];
  readonly port?: string | null;
  readonly entered: string;
  readonly left?: string | null;
  readonly depth?: number;
  readonly branches?: readonly BranchLine[];
  readonly effects?: readonly EffectLine[];
};

type StoryEntry = Omit<LogEntry, "number" | "at" | "act"> & {
  readonly state: "done" | "now" | "next";
  readonly act?: string;
  readonly at?: string | null;
};

export type RunAnswer = Omit<RunRow, "started_at" | "ended_at"> & {
  readonly opened_at: string;
  readonly closed_at?: string | null;
  readonly nodes: readonly (Named & { readonly type: string })[];
  readonly path: readonly PathEntry[];
  readonly failures?: readonly (RunProblem & { readonly node?: string })[];
  readonly log?: readonly {
    readonly step: number;
    readonly place: number;
    readonly at: string;
    readonly kind: string;
    readonly node?: string;
    readonly detail?: Json;
  }[];
  readonly timeline?: readonly StoryEntry[];
};

const shortest = 240;

/** Details are for reading while searching for a cause, so a line of them is enough. */
const textOf = (detail: Json | undefined): string =>
  detail === null || detail === undefined ? "" : JSON.stringify(detail).slice(0, shortest);

export function runOf(answer: RunAnswer): RunDocument {
  const { nodes, path, timeline = [], log = [], failures = [], opened_at, closed_at, ...row } = answer;
  const node = new Map(nodes.map((one) => [one.id, one]));
  const named = (id: string | undefined): Named | null => {
    const found = id ? node.get(id) : undefined;
    return found ? { id: found.id, name: found.name } : null;
  };
  const holders = (id: string) =>
    timeline.flatMap((entry) =>
      entry.state === "now" && entry.node?.id === id && entry.by ? [entry.by] : [],
    );
  const failed = (id: string) => failures.find((one) => one.node === id);
  return {
    ...row,
    started_at: opened_at,
    ended_at: closed_at ?? null,
    visits: path.map((one) => ({
      id: one.visit,
      node: node.get(one.node) ?? { id: one.node, name: one.node, type: "" },
      status: one.status,
      entered_at: one.entered,
      left_at: one.left ?? null,
      port: one.port ? { id: one.port, name: one.port } : null,
      depth: one.depth ?? 0,
      people: one.status === "open" ? holders(one.node) : [],
      branches: one.branches ?? [],
      effects: one.effects ?? [],
      problem: one.status === "failed" ? (failed(one.node) ?? null) : null,
    })),
    log: timeline
      .filter((entry) => entry.state === "done")
      .map(
        (entry, index): LogEntry => ({
          ...entry,
          number: index + 1,
          at: entry.at ?? opened_at,
          act: entry.act ?? "",
        }),
      ),
    events: log.map(
      (one): EventLine => ({
        key: `${one.step}-${one.place}`,
        at: one.at,
        kind: one.kind,
        text: [named(one.node)?.name ?? "", textOf(one.detail)].filter(Boolean).join(" "),
      }),
    ),
    failures: failures.map(({ node: id, ...problem }) => ({ ...problem, node: named(id) })),
  };
}
