import { expect, it } from "vitest";
import type { AppDocument } from "@/api/documents";
import { targetOf } from "../targetOf";
import { addressOf, appOfPath, startOf } from "./where";

const app: AppDocument = {
  id: "app_sales",
  key: "sales",
  name: "Sales",
  icon: "",
  color: "",
  description: "",
  menu: [
    {
      id: "g",
      name: "Deals",
      items: [
        { id: "board", name: "Board", icon: "", opens: "dsh_x", kind: "dashboard" },
        { id: "list", name: "All deals", icon: "", opens: "viw_x", kind: "view", entity: "deal" },
      ],
    },
  ],
};

it("an address tells its app, a record that of the menu that lists its entity", () => {
  expect(appOfPath("/a/sales/v/viw_x", [app])?.id).toBe("app_sales");
  expect(appOfPath("/a/app_sales/v/viw_x", [app])?.id).toBe("app_sales");
  expect(appOfPath("/r/deal/1", [app])?.id).toBe("app_sales");
  expect(appOfPath("/r/other/1", [app])).toBeUndefined();
  expect(appOfPath("/todo", [app])).toBeUndefined();
});

it("an app opens with the first page of its menu", () => {
  expect(startOf(app)).toBe("/a/sales/d/dsh_x");
  const list = app.menu[0]?.items[1];
  expect(list && addressOf("sales", list)).toBe("/a/sales/v/viw_x");
});

it("a notification leads to its task, run or record", () => {
  expect(targetOf({ task: "t1", entity: "deal", record: "r1" })).toBe("/todo/t1");
  expect(targetOf({ entity: "deal", record: "r1" })).toBe("/r/deal/r1");
  expect(targetOf(null)).toBeUndefined();
});
