/** What is done to branches and to the ways beside the one straight on. */
import { newItemId } from "@/designing/ids";
import { stepTarget } from "@/designing/model/lists";
import { portsOf } from "@/lib/flowTree/tree";
import type { CommandOf, FlowCommand } from "./commands";
import { type Desk, named, onwardOf, step, stepOf, withLost } from "./deeds";
import { type Branch, branchesOf, type FlowDraft, nodeOf } from "./documents";
import { type DrawnLane, nodesOf } from "./drawn";
import { edgesOf } from "./graph";

/** A further branch before the default one; it leads to where the block goes on. */
export function addBranch(
  desk: Desk,
  id: string,
  name: (number: number) => string,
): CommandOf<"branch.add"> | undefined {
  const node = nodeOf(desk.flow, id);
  const drawn = stepOf(desk, id);
  if (!node) return undefined;
  const branches = branchesOf(node);
  const condition = node.type === "condition";
  const branch = {
    id: newItemId("b", new Set(branches.map((one) => one.id))),
    name: name(condition ? branches.length : branches.length + 1),
  };
  const target = condition ? drawn && onwardOf(desk.flow, drawn) : drawn?.join?.id;
  return {
    do: "branch.add",
    flow: desk.flow.id,
    node: id,
    branch,
    before: condition ? (branches.at(-1)?.id ?? null) : null,
    target: target ?? null,
    say: step("addBranch", { name: branch.name }),
  };
}

export function setBranch(
  { flow }: Desk,
  node: string,
  branch: Branch,
  members: Partial<Branch>,
): CommandOf<"branch.set"> {
  const same = `${node}.${branch.id}.${Object.keys(members).join()}`;
  const say = step("branch", { name: members.name || branch.name });
  return { do: "branch.set", flow: flow.id, node, branch: branch.id, members, same, say };
}

/** One place on; the default branch of a condition stays last. */
export function moveBranch(
  { flow }: Desk,
  id: string,
  branch: string,
  by: 1 | -1,
): CommandOf<"branch.move"> | undefined {
  const node = nodeOf(flow, id);
  const all = node ? branchesOf(node) : [];
  const movable = node?.type === "condition" ? all.slice(0, -1) : all;
  const before = stepTarget(
    movable.map((one) => one.id),
    branch,
    by,
  );
  if (before === undefined) return undefined;
  const name = all.find((one) => one.id === branch)?.name ?? "";
  const last = before === null && node?.type === "condition" ? (all.at(-1)?.id ?? null) : before;
  return {
    do: "branch.move",
    flow: flow.id,
    node: id,
    branch,
    before: last,
    say: step("moveBranch", { name }),
  };
}

/** A branch with all that only it leads to; the default one of a condition and the last two stay. */
export function removeBranch(desk: Desk, id: string, branch: string): CommandOf<"branch.remove"> | undefined {
  const { flow } = desk;
  const node = nodeOf(flow, id);
  const lane = laneOf(desk, id, branch);
  const all = node ? branchesOf(node) : [];
  if (all.length < 3 || (node?.type === "condition" && all.at(-1)?.id === branch)) return undefined;
  const name = all.find((one) => one.id === branch)?.name ?? "";
  const nodes = lane ? laneNodes(flow, lane) : [];
  const say = step("removeBranch", { name, count: nodes.length });
  return { do: "branch.remove", flow: flow.id, node: id, branch, nodes, say };
}

export const laneOf = (desk: Desk, id: string, port: string): DrawnLane | undefined =>
  stepOf(desk, id)?.lanes.find((lane) => lane.port === port);

function laneNodes(flow: FlowDraft, lane: DrawnLane): readonly string[] {
  const entry = lane.entry[0];
  const inside = lane.steps.flatMap(nodesOf);
  const cut = {
    ...flow,
    edges: edgesOf(flow).filter(
      (edge) => !entry || edge.source !== entry.source || (edge.port ?? "") !== entry.port,
    ),
  };
  return withLost(flow, inside, null, cut);
}

/** Takes a way beside the one straight on away: rejected, error, timeout. */
export function removeLane(desk: Desk, id: string, port: string): FlowCommand | undefined {
  const { flow } = desk;
  const lane = laneOf(desk, id, port);
  if (!lane) return undefined;
  const nodes = laneNodes(flow, lane);
  const say = step("removeLane", { name: named(flow, id), count: nodes.length });
  if (nodes.length > 0) return { do: "piece.remove", flow: flow.id, nodes, onward: null, say };
  return { do: "edge.put", flow: flow.id, source: id, port, target: null, say };
}

/** The ways that a step could be left by and is not yet. */
export function freePorts({ flow }: Desk, id: string): readonly string[] {
  const node = nodeOf(flow, id);
  if (!node) return [];
  const used = new Set(
    edgesOf(flow)
      .filter((edge) => edge.source === id)
      .map((edge) => edge.port ?? ""),
  );
  const late =
    Array.isArray(node.timeouts) && node.timeouts.some((one) => (one as { do?: string }).do === "branch");
  const open = (port: string) => port !== "timeout" || late || node.at_most_hours !== undefined;
  return portsOf(node).filter(
    (port) => ["rejected", "error", "timeout"].includes(port) && !used.has(port) && open(port),
  );
}
