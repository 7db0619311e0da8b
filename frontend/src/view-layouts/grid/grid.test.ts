import { expect, it } from "vitest";
import { deal } from "@/testing/sampleDesign";
import { emptyLayout } from "@/ui/grid/model/columns";
import { arrangedLayout } from "./arrangedLayout";
import { measuresOf, offered, summariesOf, withSummary } from "./summaries";
import { worthAsking } from "./usePasteQuestion";

const field = (key: string) => {
  const found = deal.fields.find((one) => one.key === key);
  if (!found) throw new Error(`the sample has no ${key}`);
  return { key, field: found, linked: false };
};

it("numbers can be summed, other fields counted, rows of sub-tables neither", () => {
  expect(offered(field("amount"))).toEqual(["sum", "average", "min", "max", "count"]);
  expect(offered(field("net"))).toContain("sum");
  expect(offered(field("stage"))).toEqual(["count"]);
  expect(offered(field("lines"))).toEqual([]);
  expect(offered({ ...field("amount"), linked: true })).toEqual([]);
});

it("summaries come from the view, are asked for together and are kept with its columns", () => {
  const document = {
    type: "grid",
    columns: [{ field: "amount", summary: "sum" }, { field: "name" }],
  } as const;
  const saved = summariesOf(document, deal, { deal });
  expect(saved).toEqual({ amount: "sum" });
  const both = withSummary(saved, "discount", "max");
  expect(measuresOf(both)).toEqual([
    { id: "m0", summary: "sum", field: "amount" },
    { id: "m1", summary: "max", field: "discount" },
  ]);
  expect(withSummary(both, "amount", undefined)).toEqual({ discount: "max" });
  const columns = ["amount", "name"].map((id) => ({ id, title: id, width: 100 }));
  const layout = { ...emptyLayout, order: ["name", "amount"], widths: { name: 220 } };
  expect(arrangedLayout(document, deal, { deal }, columns, layout, both).columns).toEqual([
    { field: "name", width: 220 },
    { field: "amount", width: 100, summary: "sum" },
  ]);
});

it("a paste is asked about when it is more than one cell", () => {
  const none = { cells: 0, updated: 0, added: 0, unreadable: 0, skipped: 0 };
  expect(worthAsking({ ...none, cells: 1 })).toBe(false);
  expect(worthAsking({ ...none, cells: 1, unreadable: 1 })).toBe(true);
  expect(worthAsking({ ...none, added: 1 })).toBe(true);
});
