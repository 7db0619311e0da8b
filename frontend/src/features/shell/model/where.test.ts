import { expect, it } from "vitest";
import { pageAddress } from "@/lib/pageAddress";
import { salesApp as app } from "@/testing/sampleDesign";
import { targetOf } from "../targetOf";
import { appOfPath, startOf } from "./where";

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
  expect(list && pageAddress("sales", list)).toBe("/a/sales/v/viw_x");
});

it("a notification leads to its task, run or record", () => {
  expect(targetOf({ task: "t1", entity: "deal", record: "r1" })).toBe("/todo/t1");
  expect(targetOf({ entity: "deal", record: "r1" })).toBe("/r/deal/r1");
  expect(targetOf(null)).toBeUndefined();
});
