/** The platform's answer about a run, put together as the page tells it: nodes by name, people beside their node. */
import type { FlowNode } from "@/lib/flowTree/tree";
import type { Json } from "@/lib/json";
import type { EventLine, LogEntry, Named, RunAnswer, RunDocument } from "../api";

const shortest = 240;

/** Details are for reading while searching for a cause, so a line of them is enough. */
const textOf = (detail: Json): string => JSON.stringify(detail).slice(0, shortest);

/** A branch is known by its name; other ports have words of their own. */
const branchName = (branches: readonly Named[], port: string): string =>
  branches.find((one) => one.id === port)?.name ?? port;

export function runOf(answer: RunAnswer): RunDocument {
  const { nodes, path, timeline, log, failures } = answer;
  const node = new Map(nodes.map((one) => [one.id, one]));
  const named = (id: string): Named | null => {
    const found = node.get(id);
    return found ? { id: found.id, name: found.name } : null;
  };
  const holders = (id: string) =>
    timeline.flatMap((entry) =>
      entry.state === "now" && entry.node?.id === id && entry.by ? [entry.by] : [],
    );
  const failed = (id: string) => failures.find((one) => one.node === id);
  return {
    id: answer.id,
    flow: answer.flow,
    version: answer.version,
    entity: answer.entity,
    record: answer.record,
    status: answer.status,
    outcome: answer.outcome,
    initiator: answer.initiator,
    started_at: answer.opened_at,
    ended_at: answer.closed_at,
    graph: { start: answer.start, nodes: nodes as readonly FlowNode[], edges: answer.edges },
    visits: path.map((one) => ({
      id: one.visit,
      node: node.get(one.node) ?? { id: one.node, name: one.node, type: "" },
      status: one.status,
      entered_at: one.entered,
      left_at: one.left,
      port: one.port ? { id: one.port, name: branchName(one.branches, one.port) } : null,
      depth: one.depth,
      people: one.status === "open" ? holders(one.node) : [],
      branches: one.branches,
      effects: one.effects,
      problem: one.status === "failed" ? (failed(one.node) ?? null) : null,
    })),
    log: timeline
      .filter((entry) => entry.state === "done")
      .map(
        (entry, index): LogEntry => ({
          ...entry,
          number: index + 1,
          at: entry.at ?? answer.opened_at,
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
