import { globSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { canonical } from "@/designing/model/canonical";
import { orReplaced } from "@/designing/model/command";
import { goTo, present, resume, type Timeline } from "@/designing/model/timeline";
import type { Workbench } from "@/designing/model/workbench";
import { isBranching, portsOf } from "@/lib/flowTree/tree";
import { treeOf } from "@/lib/flowTree/treeOf";
import { randomTimeline, seeds } from "@/testing/anySequence";
import type { Chance } from "@/testing/chance";
import { addBranch, freePorts, moveBranch, removeBranch, removeLane } from "./branchDeeds";
import type { FlowCommand, Line } from "./commands";
import { type Desk, insert, mayEnd, moveStep, moveStepTo, removeStep, setNode, unreached } from "./deeds";
import { branchesOf, type FlowDraft, flowDraftOf } from "./documents";
import { type DrawnSequence, drawnOf, stepsOf } from "./drawn";
import { nodeTypes } from "./members";
import { newPiece } from "./newNodes";
import { reduceFlow } from "./reduce";

const root = resolve(import.meta.dirname, "../../../../..");
const shipped = globSync("templates_library/*/flows/*.json", { cwd: root })
  .sort()
  .map((path) => JSON.parse(readFileSync(resolve(root, path), "utf8")) as FlowDraft);

const names = {
  node: (type: string) => type,
  branch: (number: number) => `branch ${number}`,
  otherwise: "otherwise",
  join: "join",
};
const reduce = orReplaced(reduceFlow);
type Dice = Chance;

const flowIn = (workbench: Workbench): FlowDraft => {
  const flow = flowDraftOf(workbench, Object.keys(workbench)[0] ?? "");
  if (!flow) throw new Error("the flow is gone");
  return flow;
};

function deskOf(flow: FlowDraft): Desk {
  const tree = treeOf(flow);
  return { flow, tree: "why" in tree ? undefined : drawnOf(flow, tree) };
}

const sequences = (one: DrawnSequence): DrawnSequence[] => [
  one,
  ...one.steps.flatMap((step) => step.lanes.flatMap(sequences)),
];

/** Every place at which the tree shows a plus. */
function places({ tree }: Desk): (readonly Line[])[] {
  if (!tree) return [];
  const all = [tree.main, ...tree.endings].flatMap(sequences);
  return all
    .flatMap((one) => [one.entry, ...one.steps.map((step) => step.exit)])
    .filter((at) => at.length > 0);
}

/** What an author can do in the tree. */
function anyDeed(desk: Desk, dice: Dice): FlowCommand | undefined {
  const { flow } = desk;
  const at = dice.pick(places(desk)) ?? [];
  const id = dice.pick(desk.tree ? stepsOf(desk.tree) : [])?.node.id ?? "none";
  const node = flow.nodes.find((one) => one.id === id);
  const branch = node ? (dice.pick(branchesOf(node))?.id ?? "none") : "none";
  const made: readonly (() => FlowCommand | undefined)[] = [
    () => {
      const type = dice.pick(
        nodeTypes.filter((one) => one !== "join" && (one !== "stop" || mayEnd(desk, at))),
      );
      return at.length > 0 && type ? insert(desk, at, newPiece(flow, type, names)) : undefined;
    },
    () => {
      const port = dice.pick(freePorts(desk, id));
      return port ? insert(desk, [{ source: id, port }], newPiece(flow, "notify", names)) : undefined;
    },
    () => removeStep(desk, id, "end"),
    () => moveStep(desk, id, dice.flip() ? 1 : -1),
    () => moveStepTo(desk, id, at),
    () => (node && isBranching(node) ? addBranch(desk, id, names.branch) : undefined),
    () => moveBranch(desk, id, branch, dice.flip() ? 1 : -1),
    () => removeBranch(desk, id, branch),
    () => removeLane(desk, id, dice.pick(["rejected", "error", "timeout"]) ?? ""),
    () => setNode(desk, id, { name: dice.flip() ? "" : `N${dice.below(9)}` }),
  ];
  return dice.pick(made)?.();
}

/** What the canvas can do, sensible or not. */
function anyCommand({ flow }: Desk, dice: Dice): FlowCommand {
  const on = { flow: flow.id, say: { key: "test" } };
  const id = dice.pick(flow.nodes)?.id ?? "none";
  const other = dice.pick(flow.nodes);
  const port = (other && dice.pick(portsOf(other))) ?? "";
  const source = other?.id ?? "none";
  const line = { source: dice.below(8) === 0 ? null : source, port };
  const made: readonly (() => FlowCommand)[] = [
    () => ({ ...on, do: "edge.put", source, port, target: dice.flip() ? id : null }),
    () => ({ ...on, do: "start.put", node: id }),
    () => ({ ...on, do: "piece.remove", nodes: [id], onward: dice.flip() ? source : null }),
    () => ({ ...on, do: "piece.move", nodes: [id], onward: null, at: [line], enter: id, leaves: [] }),
    () => ({ ...on, do: "piece.insert", ...newPiece(flow, dice.pick(nodeTypes) ?? "cc", names), at: [] }),
    () => ({ ...on, do: "branch.remove", node: id, branch: "none", nodes: [source] }),
    () => ({ ...on, do: "flow.set", members: { name: dice.flip() ? " " : "Renamed", title: "" } }),
  ];
  const make = dice.pick(made);
  if (!make) throw new Error("no command");
  return make();
}

/** What must be true of every state, whatever was done. */
function sound(workbench: Workbench): void {
  const { nodes, edges = [], start } = flowIn(workbench);
  const ids = nodes.map((node) => node.id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toContain(start);
  const known = new Set(ids);
  expect(edges.filter((edge) => !known.has(edge.source) || !known.has(edge.target))).toEqual([]);
  const ports = edges.map((edge) => `${edge.source}:${edge.port ?? ""}`);
  expect(new Set(ports).size).toBe(ports.length);
  expect(nodes.filter((node) => node.name === "" || node.name === " ")).toEqual([]);
}

function randomRun(seed: number, make: typeof anyDeed): Timeline<FlowCommand> {
  const flow = shipped[seed % shipped.length] as FlowDraft;
  const command = (workbench: Workbench, dice: Chance) => make(deskOf(flowIn(workbench)), dice);
  return randomTimeline({ start: { [flow.id]: flow }, reduce: reduceFlow, command }, seed);
}

const mixed: typeof anyDeed = (desk, dice) => (dice.flip() ? anyDeed(desk, dice) : anyCommand(desk, dice));

describe("a flow under any sequence of commands", () => {
  it.each(seeds)("seed %i: undone it is the start, redone the end, and sound all along", (seed) => {
    const timeline = randomRun(seed, mixed);
    for (const state of timeline.states) sound(state);
    const { start, commands } = timeline.history;
    expect(canonical(present(goTo(timeline, 0)))).toBe(canonical(start));
    const end = canonical(present(goTo(timeline, commands.length)));
    const again = resume({ start, commands, done: commands.length }, reduce);
    expect(again.history.commands).toHaveLength(commands.length);
    expect(canonical(present(again))).toBe(end);
  });

  it.each(seeds)("seed %i: what is done in the tree leaves a tree in which every step is reached", (seed) => {
    const timeline = randomRun(seed, anyDeed);
    expect(timeline.history.commands.length).toBeGreaterThan(2);
    for (const state of timeline.states) {
      sound(state);
      const flow = flowIn(state);
      expect(unreached(flow)).toEqual([]);
      expect(treeOf(flow)).not.toHaveProperty("why");
    }
  });
});
