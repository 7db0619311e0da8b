/** Flows to begin with: 一级审批, 两级审批, 按金额分级, 大额会签. */

import type { Json, JsonObject } from "@/lib/json";
import { flowOf } from "./flowOf";
import type { FlowNode, FlowTree, Lane, Step } from "./tree";

/** Who signs beside each other when the amount is large, in the form that an approval has its people. */
export type Assignee = JsonObject;

/** What the steps are called in the author's language. */
export type PresetWords = {
  readonly manager: string;
  readonly higher: string;
  readonly signers: string;
  readonly amount: string;
  readonly large: string;
  readonly rest: string;
};

/** `amount` is the field that decides, `from` the value at which a record counts as large, as the field's wire form has it. */
export type PresetInput = {
  readonly app: string;
  readonly entity: string;
  readonly name: string;
  readonly words: PresetWords;
  readonly amount?: { readonly field: string; readonly from: Json };
  readonly signers?: readonly Assignee[];
};

export type Preset = {
  /** What has to be chosen before the flow can be made. */
  readonly asks: readonly ("amount" | "signers")[];
  readonly tree: (input: PresetInput) => FlowTree;
};

export const PRESETS = {
  one_level: { asks: [], tree: ({ words }) => alone([manager(words.manager, 1)]) },
  two_levels: { asks: [], tree: ({ words }) => alone([manager(words.manager, 1), manager(words.higher, 2)]) },
  by_amount: { asks: ["amount"], tree: (input) => alone(whenLarge(input, manager(input.words.higher, 2))) },
  countersign: {
    asks: ["amount", "signers"],
    tree: (input) => alone(whenLarge(input, signed(input))),
  },
} as const satisfies Record<string, Preset>;

export type PresetName = keyof typeof PRESETS;

/** The document of a new flow; the server gives it its id. A change of the amount makes earlier approvals count no more. */
export function presetFlow(name: PresetName, input: PresetInput): JsonObject {
  const { app, entity, amount } = input;
  const { start, nodes, edges = [] } = flowOf(PRESETS[name].tree(input));
  return {
    format: 1,
    kind: "flow",
    app,
    entity,
    name: input.name,
    trigger: { on: "created" },
    auto_approve: "adjacent",
    start,
    nodes,
    edges,
    ...(amount && PRESETS[name].asks.length > 0 ? { material: [amount.field] } : {}),
  };
}

const alone = (steps: readonly Step[]): FlowTree => ({ main: { steps, out: "end" }, endings: [] });

const step = (node: FlowNode, lanes: readonly Lane[] = []): Step => ({ node, lanes });

/** Somebody without a manager that high is decided for by the next one above who is there. */
const manager = (name: string, level: number): Step =>
  step({
    id: `manager_${level}`,
    name,
    type: "approval",
    assignees: [{ by: "manager", level }],
    empty: "manager",
    initiator: "manager",
  });

const signed = ({ words, signers = [] }: PresetInput): Step =>
  step({ id: "signers", name: words.signers, type: "approval", assignees: signers, passing: "all" });

/** The manager decides, and `then` is asked besides where the amount is large. */
function whenLarge({ words, amount }: PresetInput, then: Step): readonly Step[] {
  const when = amount && { field: amount.field, op: "gte", value: amount.from };
  const node: FlowNode = {
    id: "by_amount",
    name: words.amount,
    type: "condition",
    branches: [
      { id: "large", name: words.large, ...(when ? { when } : {}) },
      { id: "rest", name: words.rest },
    ],
  };
  const large: Lane = { port: "large", steps: [then], out: "end" };
  return [manager(words.manager, 1), step(node, [large, { port: "rest", steps: [], out: "end" }])];
}
