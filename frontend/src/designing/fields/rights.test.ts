import { expect, it } from "vitest";
import { type RoleDraft, rightOf } from "./rights";

const role = (...fields: NonNullable<RoleDraft["grants"]>[number]["fields"][]): RoleDraft => ({
  id: "rol_x",
  kind: "role",
  app: "app_x",
  name: "X",
  grants: fields.map((one) => ({ entity: "ent_deal", fields: one })),
});

it("a role's right on a field is the widest of its grants, and nothing where it has none", () => {
  expect(rightOf(role({ "*": "read" }), "ent_deal", "amount")).toBe("read");
  expect(rightOf(role({ "*": "write", amount: "none" }), "ent_deal", "amount")).toBe("none");
  expect(rightOf(role({ amount: "masked" }, { amount: "read" }), "ent_deal", "amount")).toBe("read");
  expect(rightOf(role({ "*": "write" }), "ent_other", "amount")).toBe("none");
});
