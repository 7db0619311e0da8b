import { describe, expect, it } from "vitest";
import { fieldDocument } from "@/designing/fieldDocuments";
import { field } from "@/testing/sampleDesign";
import vectors from "../../../../../tests/vectors/forms.json";
import { copyOf, pasteOf } from "./copies";
import type { FormDraft, Placement } from "./documents";
import { fillable, fillChoices, fits, freeLinks } from "./fills";
import { reduceForm } from "./reduce";
import { withColumns, withoutFields } from "./references";

const keys = new Map([
  ["ent_customer", "customer"],
  ["ent_product", "product"],
]);
const documentOf = (one: object) =>
  fieldDocument({ id: "x", key: "x", name: "X", ...one } as Parameters<typeof fieldDocument>[0], keys);

const form = (...fields: readonly Placement[]): FormDraft =>
  ({
    format: 1,
    kind: "form",
    id: "frm_order",
    app: "app_shop",
    name: "Order",
    entity: "ent_order",
    sections: [{ id: "main", fields }],
  }) as unknown as FormDraft;
const entity = {
  format: 1,
  kind: "entity",
  id: "ent_order",
  app: "app_shop",
  name: "Order",
  key: "order",
  title: "phone",
  fields: [
    { id: "phone", key: "phone", name: "Phone", type: "text" },
    { id: "customer", key: "customer", name: "Customer", type: "link", entity: "ent_customer" },
    {
      id: "lines",
      key: "lines",
      name: "Lines",
      type: "sub_table",
      fields: [
        { id: "product", key: "product", name: "Product", type: "link", entity: "ent_product" },
        { id: "price", key: "price", name: "Price", type: "money" },
      ],
    },
  ],
} as unknown as Parameters<typeof copyOf>[1];
const filled: Placement = { field: "phone", fill: { path: "customer.phone" } as never };
const table: Placement = { field: "lines", columns: [{ column: "price", path: "product.price" }] as never };
const placesIn = (draft: FormDraft) => draft.sections.flatMap((section) => section.fields);

describe("what a field can take over", () => {
  it("is what it can hold, as the engine says", () => {
    for (const one of vectors.fits) {
      const told = `${one.source.type} into ${one.target.type}`;
      expect(fits(documentOf(one.target), documentOf(one.source)), told).toBe(one.fits);
    }
  });

  it("comes from single links that are on the form and that nothing fills", () => {
    const fields = [
      field("customer", { type: "link", entity_key: "customer" }),
      field("many", { type: "link", entity_key: "customer", many: true }),
      field("copied", { type: "link", entity_key: "customer" }),
      field("elsewhere", { type: "link", entity_key: "customer" }),
    ];
    const draft = form(
      { field: "customer" },
      { field: "many" },
      { field: "copied", fill: { path: "customer.main" } as never },
    );
    const offered = fillChoices(field("phone"), freeLinks(draft, fields), () => [
      field("mobile", { type: "phone" }),
      field("fax"),
      field("born", { type: "date" }),
    ]);
    expect(offered.map((one) => one.path)).toEqual(["customer.fax", "customer.mobile"]);
    expect(fillable(field("sum", { type: "formula", computed: true }))).toBe(false);
    expect(fillable(field("photo", { type: "photo" }))).toBe(false);
  });
});

describe("copies on a form", () => {
  it("go with their link", () => {
    expect(placesIn(withoutFields(form(filled, { field: "customer" }), ["customer"]))).toEqual([
      { field: "phone" },
    ]);
  });

  it("go with the column that they come from or go into", () => {
    expect(placesIn(withColumns(form(table), "lines", ["price"]))).toEqual([{ field: "lines" }]);
    const kept = form(table);
    expect(withColumns(kept, "lines", ["price", "product"])).toBe(kept);
    const bench = { ent_order: entity, frm_order: form(table) };
    const members = { fields: [{ id: "product", key: "product", name: "Product", type: "text" }] } as never;
    const outcome = reduceForm(bench, {
      do: "field.set",
      form: "frm_order",
      entity: "ent_order",
      field: "lines",
      members,
      say: { key: "step.test" },
    });
    if ("refused" in outcome) throw new Error(outcome.refused.key);
    expect(placesIn(outcome.workbench.frm_order as FormDraft)).toEqual([{ field: "lines" }]);
  });

  it("follow the link that was copied with them, and go where there is none", () => {
    const from = form(filled, { field: "customer" }, table);
    const other = { ...entity, id: "ent_other", fields: [] } as unknown as typeof entity;
    const both = pasteOf(copyOf(from, entity, ["phone", "customer"]), form(), other, ({ name }) => name);
    const link = both.fields.find((one) => one.type === "link")?.id;
    expect(both.places[0]?.fill).toEqual({ path: `${link}.phone` });
    const alone = pasteOf(copyOf(from, entity, ["phone"]), form(), other, ({ name }) => name);
    expect(alone.places[0]).not.toHaveProperty("fill");
    const rows = pasteOf(copyOf(from, entity, ["lines"]), form(), other, ({ name }) => name);
    expect(rows.places[0]?.columns).toEqual(table.columns);
  });
});
