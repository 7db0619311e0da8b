/** The tree of a flow with its lines: where each step is entered, where it is left, and where a plus stands. */
import {
  type FlowNode,
  type FlowTree,
  type Out,
  type Sequence,
  type Step,
  straightPort,
} from "@/lib/flowTree/tree";
import type { Line } from "./commands";
import type { FlowDraft } from "./documents";
import { edgesOf } from "./graph";

export type DrawnSequence = {
  /** The lines that lead to its first step, or past it where there is none. */
  readonly entry: readonly Line[];
  readonly steps: readonly DrawnStep[];
  /** The lines that leave its last step; none where the run ends there. */
  readonly exit: readonly Line[];
  readonly out: Out;
};

export type DrawnLane = DrawnSequence & { readonly port: string };

export type DrawnStep = {
  readonly node: FlowNode;
  readonly join?: FlowNode;
  readonly lanes: readonly DrawnLane[];
  readonly entry: readonly Line[];
  readonly exit: readonly Line[];
};

export type DrawnTree = { readonly main: DrawnSequence; readonly endings: readonly DrawnSequence[] };

export function drawnOf(flow: FlowDraft, tree: FlowTree): DrawnTree {
  const arriving = new Map<string, Line[]>();
  for (const { source, port = "", target } of edgesOf(flow))
    arriving.set(target, [...(arriving.get(target) ?? []), { source, port }]);
  return {
    main: drawnSequence(tree.main, [{ source: null, port: "" }]),
    endings: tree.endings.map((one) => drawnSequence(one, arriving.get(one.steps[0]?.node.id ?? "") ?? [])),
  };
}

function drawnSequence({ steps, out }: Sequence, entry: readonly Line[]): DrawnSequence {
  const drawn: DrawnStep[] = [];
  let at = entry;
  for (const step of steps) {
    const one = drawnStep(step, at);
    drawn.push(one);
    at = one.exit;
  }
  return { entry, steps: drawn, exit: at, out };
}

function drawnStep({ node, lanes, join }: Step, entry: readonly Line[]): DrawnStep {
  const own = lanes.map(
    (lane): DrawnLane => ({
      port: lane.port,
      ...drawnSequence(lane, [{ source: node.id, port: lane.port }]),
    }),
  );
  const straight = straightPort(node);
  const exit = [
    ...(join ? [{ source: join.id, port: "" }] : []),
    ...(!join && straight !== undefined ? [{ source: node.id, port: straight }] : []),
    ...(node.type === "parallel" ? [] : meeting(node, own)),
  ];
  return { node, ...(join ? { join } : {}), lanes: own, entry, exit };
}

/** The lanes that go on after the block; where none of a condition does, what comes next follows those that simply end. */
function meeting(node: FlowNode, lanes: readonly DrawnLane[]): readonly Line[] {
  const on = lanes.filter((lane) => lane.out === "next");
  const met = on.length === 0 && node.type === "condition" ? lanes.filter((lane) => lane.out === "end") : on;
  return met.flatMap((lane) => lane.exit);
}

/** Every step of a sequence with all that its lanes hold, in reading order. */
export const everyStep = (sequence: DrawnSequence): readonly DrawnStep[] =>
  sequence.steps.flatMap((step) => [step, ...step.lanes.flatMap(everyStep)]);

export const stepsOf = ({ main, endings }: DrawnTree): readonly DrawnStep[] =>
  [main, ...endings].flatMap(everyStep);

/** A step with all that stands inside it. */
export const nodesOf = (step: DrawnStep): readonly string[] => [
  step.node.id,
  ...step.lanes.flatMap((lane) => lane.steps.flatMap(nodesOf)),
  ...(step.join ? [step.join.id] : []),
];

export type Place = {
  readonly sequence: DrawnSequence;
  readonly index: number;
  /** The step in whose lane it stands, outermost first. */
  readonly around: readonly DrawnStep[];
};

/** Where a node stands; a join stands where its parallel node does. */
export function placeOf({ main, endings }: DrawnTree, id: string): Place | undefined {
  const within = (sequence: DrawnSequence, around: readonly DrawnStep[]): Place | undefined => {
    for (const [index, step] of sequence.steps.entries()) {
      if (step.node.id === id || step.join?.id === id) return { sequence, index, around };
      for (const lane of step.lanes) {
        const found = within(lane, [...around, step]);
        if (found) return found;
      }
    }
    return undefined;
  };
  for (const one of [main, ...endings]) {
    const found = within(one, []);
    if (found) return found;
  }
  return undefined;
}
