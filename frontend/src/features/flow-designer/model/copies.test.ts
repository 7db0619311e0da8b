import { describe, expect, it } from "vitest";
import { treeOf } from "@/lib/flowTree/treeOf";
import { copyOf, type Here, pasteOf, readCopied, writeCopied } from "./copies";
import type { FlowDraft } from "./documents";
import { drawnOf, stepsOf } from "./drawn";

const flow: FlowDraft = {
  id: "flw_one",
  kind: "flow",
  app: "app_one",
  name: "One",
  entity: "ent_deal",
  trigger: { on: "created" },
  start: "by",
  nodes: [
    {
      id: "by",
      name: "By amount",
      type: "condition",
      branches: [
        { id: "large", name: "Large", when: { field: "amount", op: "gte", value: "5" } },
        { id: "rest", name: "Rest" },
      ],
    },
    {
      id: "boss",
      name: "Boss",
      type: "approval",
      assignees: [
        { by: "role", role: "rol_boss" },
        { by: "field", field: "keeper" },
      ],
      fields: { amount: "edit" },
    },
    {
      id: "tell",
      name: "Tell",
      type: "notify",
      to: [{ by: "node", node: "boss" }],
      title: "{{amount}} of {{customer.name}}",
    },
  ],
  edges: [
    { source: "by", port: "large", target: "boss" },
    { source: "by", port: "rest", target: "tell" },
    { source: "boss", port: "approved", target: "tell" },
  ],
};
const fields = ["amount", "keeper", "customer"].map((id) => ({ id, key: id, name: id.toUpperCase() }));
const here: Here = { flow, fields, roles: [{ id: "rol_boss", name: "Boss" }] };

function copied(id: string, from = here) {
  const tree = treeOf(from.flow);
  if ("why" in tree) throw new Error(tree.why);
  const step = stepsOf(drawnOf(from.flow, tree)).find((one) => one.node.id === id);
  if (!step) throw new Error(`no step ${id}`);
  return copyOf(from, step);
}

describe("copied steps", () => {
  it("bring what stands in them, with ids of their own and the lines among them", () => {
    const { piece, lost } = pasteOf(copied("by"), here);
    expect(lost).toEqual([]);
    expect(piece.nodes.map((node) => node.name)).toEqual(["By amount", "Boss"]);
    const [condition, approval] = piece.nodes;
    expect(piece.enter).toBe(condition?.id);
    expect(new Set([...flow.nodes, ...piece.nodes].map((node) => node.id)).size).toBe(5);
    expect(piece.edges).toEqual([{ source: condition?.id, port: "large", target: approval?.id }]);
    expect(piece.leaves).toEqual([
      { source: approval?.id, port: "approved" },
      { source: condition?.id, port: "rest" },
    ]);
  });

  it("find fields by key and roles by name on another entity, and name what they do not find", () => {
    const other: Here = {
      flow: { ...flow, id: "flw_two", app: "app_two", entity: "ent_order", nodes: [], edges: [] },
      fields: [{ id: "f9", key: "amount", name: "Sum" }],
      roles: [{ id: "rol_other", name: "Boss" }],
    };
    const { piece, lost } = pasteOf(copied("boss"), other);
    expect(piece.nodes[0]).toMatchObject({
      assignees: [
        { by: "role", role: "rol_other" },
        { by: "field", field: "keeper" },
      ],
      fields: { f9: "edit" },
    });
    expect(lost).toEqual([{ name: "Boss", mentions: "KEEPER" }]);
    const told = pasteOf(copied("tell"), other);
    expect(told.piece.nodes[0]?.title).toBe("{{f9}} of {{customer.name}}");
    expect(told.lost.map((one) => one.mentions)).toEqual(["boss", "CUSTOMER"]);
  });

  it("travel through the clipboard as text", () => {
    expect(readCopied(writeCopied(copied("boss")))).toEqual(copied("boss"));
    expect(readCopied("something else")).toBeUndefined();
    expect(readCopied('{"dougong_steps": 1}')).toBeUndefined();
  });
});
