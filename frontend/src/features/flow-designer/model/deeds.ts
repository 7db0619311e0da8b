/** What the author means, as commands: by click and by key alike. */
import { newItemId } from "@/designing/ids";
import type { Say } from "@/designing/model/command";
import type { CommandOf, FlowMembers, Line } from "./commands";
import { type FlowDraft, flowDraftOf, nodeName, nodeOf } from "./documents";
import { type DrawnStep, type DrawnTree, nodesOf, placeOf, stepsOf } from "./drawn";
import { edgesOf, sameLine, targetOfLine } from "./graph";
import type { Piece } from "./newNodes";
import { reduceFlow } from "./reduce";

export type Selection =
  | { readonly kind: "flow" }
  | { readonly kind: "node"; readonly id: string }
  | { readonly kind: "branch"; readonly node: string; readonly id: string };

/** The flow as it is now, and as a tree where it is one. */
export type Desk = { readonly flow: FlowDraft; readonly tree: DrawnTree | undefined };

export const step = (key: string, params: Say["params"] = {}): Say => ({
  key: `flowDesigner:step.${key}`,
  params,
});

export const named = (flow: FlowDraft, id: string): string => {
  const node = nodeOf(flow, id);
  return node ? nodeName(node) : id;
};

export function setFlow({ flow }: Desk, members: FlowMembers): CommandOf<"flow.set"> {
  const names = Object.keys(members).join();
  return { do: "flow.set", flow: flow.id, members, same: `flow.${names}`, say: step("flow") };
}

export function setNode(
  { flow }: Desk,
  id: string,
  members: Readonly<Record<string, unknown>>,
): CommandOf<"node.set"> {
  const names = Object.keys(members).join();
  const name = typeof members.name === "string" ? members.name : named(flow, id);
  return {
    do: "node.set",
    flow: flow.id,
    node: id,
    members,
    same: `${id}.${names}`,
    say: step("node", { name }),
  };
}

export function insert(
  { flow }: Desk,
  at: readonly Line[],
  piece: Piece,
  key = "insert",
): CommandOf<"piece.insert"> {
  const first = piece.nodes.find((node) => node.id === piece.enter);
  return {
    do: "piece.insert",
    flow: flow.id,
    ...piece,
    at,
    say: step(key, { name: first ? nodeName(first) : "", count: piece.nodes.length }),
  };
}

/** Whatever no path would come to any more. */
export function unreached(flow: FlowDraft): readonly string[] {
  const next = new Map<string, string[]>();
  for (const { source, target } of edgesOf(flow)) next.set(source, [...(next.get(source) ?? []), target]);
  const found = new Set<string>();
  const queue = [flow.start];
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    queue.push(...(next.get(id) ?? []));
  }
  return flow.nodes.map((node) => node.id).filter((id) => !found.has(id));
}

/** The flow as if these nodes were gone; only good for asking what is reached. */
function without(flow: FlowDraft, nodes: readonly string[], onward: string | null): FlowDraft {
  const gone = new Set(nodes);
  const edges = edgesOf(flow)
    .filter((edge) => !gone.has(edge.source))
    .flatMap((edge) => (!gone.has(edge.target) ? [edge] : onward ? [{ ...edge, target: onward }] : []));
  const start = gone.has(flow.start) ? (onward ?? "") : flow.start;
  return { ...flow, start, nodes: flow.nodes.filter((node) => !gone.has(node.id)), edges };
}

/** With what can be reached through them alone; `cut` is the flow without further lines that go. */
export function withLost(
  flow: FlowDraft,
  nodes: readonly string[],
  onward: string | null,
  cut = flow,
): readonly string[] {
  const known = new Set([...unreached(flow), ...nodes]);
  const lost = unreached(without(cut, nodes, onward)).filter((id) => !known.has(id));
  return [...nodes, ...lost];
}

export const stepOf = ({ tree }: Desk, id: string): DrawnStep | undefined =>
  tree && stepsOf(tree).find((one) => one.node.id === id || one.join?.id === id);

export const onwardOf = (flow: FlowDraft, { exit }: DrawnStep): string | null =>
  (exit[0] && targetOfLine(flow, exit[0])) ?? null;

/** A flow always has a step: the last one gives way to a bare end. */
const emptied = ({ flow }: Desk, name: string): CommandOf<"graph.put"> => {
  const id = newItemId("n");
  const nodes = [{ id, name, type: "stop" }];
  return { do: "graph.put", flow: flow.id, graph: { start: id, nodes, edges: [] }, say: step("empty") };
};

/** Only a bare end: nothing is done yet. */
export const isEmpty = (flow: FlowDraft): boolean =>
  flow.nodes.length === 1 && flow.nodes[0]?.type === "stop";

/** A step with all that stands in it, and what would be reached through it alone; what follows stays. */
export function removeStep(
  desk: Desk,
  id: string,
  endName: string,
): CommandOf<"piece.remove"> | CommandOf<"graph.put"> {
  const { flow } = desk;
  const drawn = stepOf(desk, id);
  const onward = drawn ? onwardOf(flow, drawn) : null;
  const nodes = drawn ? withLost(flow, nodesOf(drawn), onward) : [id];
  if (nodes.length >= flow.nodes.length) return emptied(desk, endName);
  const say = step(nodes.length > 1 ? "removeMany" : "remove", {
    name: named(flow, id),
    count: nodes.length,
  });
  return { do: "piece.remove", flow: flow.id, nodes, onward, say };
}

/** A step that ends its path must not stand before others that nothing else leads to. */
function losesNothing(flow: FlowDraft, command: CommandOf<"piece.move">): boolean {
  const outcome = reduceFlow({ [flow.id]: flow }, command);
  const after = "workbench" in outcome ? flowDraftOf(outcome.workbench, flow.id) : undefined;
  return after !== undefined && unreached(after).length <= unreached(flow).length;
}

/** To other lines; undefined where it stands there already, or within itself. */
export function moveStepTo(desk: Desk, id: string, at: readonly Line[]): CommandOf<"piece.move"> | undefined {
  const { flow } = desk;
  const drawn = stepOf(desk, id);
  if (!drawn || at.length === 0) return undefined;
  const nodes = nodesOf(drawn);
  const entered = at.length === drawn.entry.length;
  if (entered && at.every((line) => drawn.entry.some((one) => sameLine(one, line)))) return undefined;
  if (at.some((line) => line.source !== null && nodes.includes(line.source))) return undefined;
  const onward = onwardOf(flow, drawn);
  if (nodes.includes(flow.start) && onward === null) return undefined;
  const say = step("move", { name: nodeName(drawn.node) });
  const command: CommandOf<"piece.move"> = {
    do: "piece.move",
    flow: flow.id,
    nodes,
    onward,
    at,
    enter: drawn.node.id,
    leaves: drawn.exit,
    say,
  };
  return losesNothing(flow, command) ? command : undefined;
}

/** Past its neighbour in the same sequence. */
export function moveStep(desk: Desk, id: string, by: 1 | -1): CommandOf<"piece.move"> | undefined {
  const place = desk.tree && placeOf(desk.tree, id);
  const neighbour = place?.sequence.steps[place.index + by];
  if (!place || !neighbour) return undefined;
  // Moving up is the neighbour moving down: a step that ends its path cannot be passed.
  const [mover, passed] = by > 0 ? [id, neighbour] : [neighbour.node.id, stepOf(desk, id)];
  if (!passed || passed.exit.length === 0) return undefined;
  const command = moveStepTo(desk, mover, passed.exit);
  return command && { ...command, say: step("move", { name: named(desk.flow, id) }) };
}

/** Whether a step that ends the run may be put here: what comes after must be reached by another way. */
export function mayEnd({ flow }: Desk, at: readonly Line[]): boolean {
  const lines = new Set(at.map((line) => `${line.source}:${line.port}`));
  if (at.some((line) => line.source === null)) return false;
  const edges = edgesOf(flow).filter((edge) => !lines.has(`${edge.source}:${edge.port ?? ""}`));
  return unreached({ ...flow, edges }).length === unreached(flow).length;
}
