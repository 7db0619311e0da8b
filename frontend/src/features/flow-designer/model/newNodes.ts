/** What a new step of each type begins as: whole enough to be read, with its open questions told by the checks. */
import { newItemId } from "@/designing/ids";
import type { FlowEdge, FlowNode } from "@/lib/flowTree/tree";
import type { JsonObject } from "@/lib/json";
import type { Line } from "./commands";
import type { FlowDraft } from "./documents";
import type { NodeTypeName } from "./members";

/** Nodes with the edges among them, one way in and the ways out that go on with what follows. */
export type Piece = {
  readonly nodes: readonly FlowNode[];
  readonly edges: readonly FlowEdge[];
  readonly enter: string;
  readonly leaves: readonly Line[];
};

/** What new things are called in the author's language. */
export type NewNames = {
  readonly node: (type: NodeTypeName) => string;
  readonly branch: (number: number) => string;
  readonly otherwise: string;
  readonly join: string;
};

type Begin = (flow: FlowDraft, name: string) => JsonObject;

/** What cannot be left out; everything else stands at its default. */
const begins: Readonly<Record<Exclude<NodeTypeName, "condition" | "parallel" | "join">, Begin>> = {
  approval: () => ({ assignees: [{ by: "manager" }], empty: "manager" }),
  cc: () => ({ to: [{ by: "initiator" }] }),
  notify: (_flow, name) => ({ to: [{ by: "initiator" }], title: name }),
  wait: () => ({ days: 1 }),
  update_record: () => ({ values: {} }),
  create_record: (flow) => ({ entity: flow.entity, values: {} }),
  http_request: () => ({ url: "" }),
  stop: () => ({}),
};

export function newPiece(flow: FlowDraft, type: NodeTypeName, names: NewNames): Piece {
  const taken = new Set(flow.nodes.map((node) => node.id));
  const id = newItemId("n", taken);
  const name = names.node(type);
  if (type === "condition") return newCondition(id, name, names);
  if (type === "parallel") return newParallel(id, newItemId("n", new Set([...taken, id])), name, names);
  if (type === "join") {
    const fork = flow.nodes.find((node) => node.type === "parallel")?.id ?? id;
    return {
      nodes: [{ id, name, type, of: fork }],
      edges: [],
      enter: id,
      leaves: [{ source: id, port: "" }],
    };
  }
  const node: FlowNode = { id, name, type, ...begins[type](flow, name) };
  const port = type === "approval" ? "approved" : "";
  return { nodes: [node], edges: [], enter: id, leaves: type === "stop" ? [] : [{ source: id, port }] };
}

function newCondition(id: string, name: string, names: NewNames): Piece {
  const branches = [
    { id: newItemId("b"), name: names.branch(1) },
    { id: newItemId("b"), name: names.otherwise },
  ];
  const node: FlowNode = { id, name, type: "condition", branches };
  return {
    nodes: [node],
    edges: [],
    enter: id,
    leaves: branches.map((one) => ({ source: id, port: one.id })),
  };
}

function newParallel(id: string, join: string, name: string, names: NewNames): Piece {
  const branches = [1, 2].map((number) => ({ id: newItemId("b"), name: names.branch(number) }));
  return {
    nodes: [
      { id, name, type: "parallel", branches },
      { id: join, name: names.join, type: "join", of: id },
    ],
    edges: branches.map((one) => ({ source: id, port: one.id, target: join })),
    enter: id,
    leaves: [{ source: join, port: "" }],
  };
}
