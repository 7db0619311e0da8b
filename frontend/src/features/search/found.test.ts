import { expect, it } from "vitest";
import type { AppDocument } from "@/api/documents";
import { found, pagesFound } from "./found";

const app: AppDocument = {
  id: "app_sales",
  key: "sales",
  name: "Sales",
  menu: [
    {
      id: "g",
      name: "Deals",
      items: [
        { id: "board", name: "Board", opens: "dsh_x", kind: "dashboard" },
        { id: "list", name: "All deals", opens: "viw_x", kind: "view", entity: "deal" },
      ],
    },
  ],
};

it("search offers pages by name and records by entity", () => {
  expect(pagesFound("deals", [app]).map((page) => page.to)).toEqual(["/a/sales/v/viw_x"]);
  const answer = { items: [{ entity: "ent_deal", record: "r1", field: "name", title: "A", excerpt: "…A…" }] };
  const entities = [{ id: "ent_deal", key: "deal", name: "Deal", app: "app_sales" }];
  expect(found(answer, entities, "untitled")[0]).toMatchObject({ to: "/r/deal/r1", detail: "Deal · …A…" });
});
