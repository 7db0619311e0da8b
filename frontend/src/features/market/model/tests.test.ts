import { expect, test } from "vitest";
import type { PermissionTested } from "../people";
import { byResult, countsOf } from "./tests";

const tested = (id: string, result: PermissionTested["result"]): PermissionTested => ({
  id,
  name: id,
  role: "Sales",
  entity: "Customer",
  field: null,
  record: "own",
  action: "read",
  allowed: true,
  result,
  message: null,
});

const tests = [tested("a", "kept"), tested("b", "broken"), tested("c", "void"), tested("d", "kept")];

test("results are counted", () => {
  expect(countsOf(tests)).toEqual({ kept: 2, broken: 1, void: 1 });
});

test("what needs attention stands first", () => {
  expect(byResult(tests).map((one) => one.id)).toEqual(["b", "c", "a", "d"]);
});
