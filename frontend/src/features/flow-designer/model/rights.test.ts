import { describe, expect, it } from "vitest";
import type { EntityDocument, EntityName } from "@/api/documents";
import type { FlowDraft } from "./documents";
import { merged, missingRights, neededRights } from "./rights";

const entity = {
  id: "ent_deal",
  fields: [
    { id: "amount", key: "amount" },
    { id: "customer", key: "customer", type: "link", entity_key: "customer" },
  ],
} as unknown as EntityDocument;
const entities = [
  { id: "ent_deal", key: "deal" },
  { id: "ent_customer", key: "customer" },
] as unknown as readonly EntityName[];
const known = { entity, entities };

const flow: FlowDraft = {
  id: "flw_one",
  kind: "flow",
  app: "app_one",
  name: "One",
  entity: "ent_deal",
  trigger: { on: "created" },
  title: "{{customer.name}}",
  start: "mark",
  nodes: [
    { id: "mark", name: "Mark", type: "update_record", values: { status: "open" } },
    { id: "touch", name: "Touch", type: "update_record", through: "customer", values: { seen: true } },
    { id: "make", name: "Make", type: "create_record", entity: "ent_task", values: { title: "T" } },
    { id: "more", name: "More", type: "update_record", made_by: "make", values: { done: true } },
  ],
};

describe("what a flow must be allowed", () => {
  it("is what its steps write and its texts show", () => {
    const all = { rows: "all" };
    expect(neededRights(flow, known)).toEqual([
      { entity: "ent_deal", scope: all, fields: { "*": "read", status: "write" }, actions: ["update"] },
      {
        entity: "ent_customer",
        scope: all,
        fields: { "*": "read", seen: "write", name: "read" },
        actions: ["update"],
      },
      {
        entity: "ent_task",
        scope: all,
        fields: { "*": "read", title: "write", done: "write" },
        actions: ["create", "update"],
      },
    ]);
  });

  it("lacks nothing once that is listed, and keeps what was listed for other rows", () => {
    const own = { entity: "ent_deal", scope: { rows: "own" }, fields: { "*": "read" } };
    const rights = merged([own, ...neededRights(flow, known)]);
    expect(rights).toContain(own);
    const listed = { ...flow, rights: rights as unknown as NonNullable<FlowDraft["rights"]> };
    expect(missingRights(listed, known)).toEqual([]);
    expect(missingRights(flow, known).map((one) => one.entity)).toEqual([
      "ent_deal",
      "ent_customer",
      "ent_task",
    ]);
  });

  it("is nothing where the steps act for whoever pressed the button", () => {
    expect(neededRights({ ...flow, trigger: { on: "button", label: "Go" } }, known)).toEqual([]);
  });
});
