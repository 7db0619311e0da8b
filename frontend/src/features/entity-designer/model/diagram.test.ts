import { describe, expect, it } from "vitest";
import type { EntityDraft } from "@/designing/fields/documents";
import { boxTowards, boxWidth, diagramOf } from "./diagram";
import { addLink, changeLink, removeLink } from "./links";

const entity = (id: string, ...targets: readonly string[]): EntityDraft => ({
  id,
  kind: "entity",
  app: "app_sales",
  name: id.toUpperCase(),
  key: id,
  title: "name",
  fields: [
    { id: "name", key: "name", name: "Name", type: "text" },
    ...targets.map((to, at) => ({ id: `l${at}`, key: `l${at}`, name: `to ${to}`, type: "link", entity: to })),
  ],
});

const shop = [
  entity("line", "order", "product"),
  entity("order", "customer"),
  entity("customer"),
  entity("product"),
];
const nameOf = (id: string) => `elsewhere ${id}`;

describe("the diagram of an app", () => {
  it("puts what others point to left of them, and no box over another", () => {
    const { boxes, lines } = diagramOf(shop, nameOf);
    const left = (id: string) => boxes.find((box) => box.id === id)?.left ?? Number.NaN;
    expect(left("customer")).toBe(left("product"));
    expect(left("order")).toBeGreaterThan(left("customer"));
    expect(lines).toHaveLength(3);
    for (const one of boxes) {
      for (const other of boxes) {
        if (one === other) continue;
        const apart =
          Math.abs(one.left - other.left) >= boxWidth ||
          one.top + one.height <= other.top ||
          other.top + other.height <= one.top;
        expect(apart, `${one.id} ${other.id}`).toBe(true);
      }
    }
  });

  it("is the same picture for the same documents", () => {
    expect(diagramOf(shop, nameOf)).toEqual(diagramOf(structuredClone(shop), nameOf));
  });

  it("draws rings, links to oneself and links into other apps", () => {
    const ring = [entity("a", "b"), entity("b", "a", "b"), entity("c", "ent_far")];
    const { boxes, lines } = diagramOf(ring, nameOf);
    expect(boxes.find((box) => box.id === "ent_far")).toMatchObject({
      foreign: true,
      name: "elsewhere ent_far",
    });
    expect(lines.map((line) => line.id)).toEqual(["a.l0", "b.l0", "b.l1", "c.l0"]);
    expect(lines.every((line) => !line.path.includes("NaN"))).toBe(true);
  });

  it("is walked by arrows", () => {
    const { boxes } = diagramOf(shop, nameOf);
    expect(boxTowards(boxes, "order", "ArrowLeft")?.left).toBe(boxes[0]?.left);
    expect(boxTowards(boxes, "customer", "ArrowLeft")).toBeUndefined();
  });

  it("is empty for an app without entities", () => {
    expect(diagramOf([], nameOf).boxes).toEqual([]);
  });
});

describe("links", () => {
  it("hold what both sides call them, and members at their default are left out", () => {
    const [customer] = [entity("customer")];
    const settings = { to: "order", name: " Orders ", inverse: "", many: false };
    const [made] = addLink(customer as EntityDraft, settings).fields;
    expect(made).toMatchObject({ name: "Orders", type: "link", entity: "order" });
    expect(made).not.toHaveProperty("many");
    const both = addLink(customer as EntityDraft, { ...settings, inverse: "Buyer", many: true }).fields[0];
    expect(both).toMatchObject({ inverse: "Buyer", many: true });
  });

  it("are changed and removed on the entity that holds them", () => {
    const [line] = diagramOf(shop, nameOf).lines;
    if (!line) throw new Error("no line");
    expect(changeLink(shop[0], line, { many: true })).toMatchObject({ do: "field.set", field: "l0" });
    expect(removeLink(shop[0], line)).toMatchObject({ do: "fields.remove", fields: ["l0"] });
    expect(changeLink(undefined, line, { many: true })).toBeUndefined();
  });
});
