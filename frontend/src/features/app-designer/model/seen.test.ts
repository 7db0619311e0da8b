import { describe, expect, it } from "vitest";
import { ahead, byJob, type ObjectRow } from "./objects";
import { type RoleRights, seesPage } from "./seen";

const role = (id: string, members: Partial<RoleRights>): RoleRights => ({
  id,
  kind: "role",
  app: "app_sales",
  name: id,
  ...members,
});
const seller = role("rol_seller", { grants: [{ entity: "ent_deal" }], opens: ["dsh_own"] });
const guest = role("rol_guest", {});
const roles = [seller, guest];

const row = (id: string, kind: string, name: string, state: ObjectRow["state"] = "published"): ObjectRow => ({
  id,
  kind,
  app: "app_sales",
  name,
  version: state === "new" ? null : 1,
  revision: 1,
  state,
  at: null,
  by: null,
});

describe("who finds a page on the menu", () => {
  it("follows the rights on its entity", () => {
    const page = { id: "viw_deals", entity: "ent_deal" };
    expect(roles.filter((one) => seesPage(one, page, roles))).toEqual([seller]);
  });

  it("is everybody for a board that no role lists, and else those who list it", () => {
    expect(seesPage(guest, { id: "dsh_all", entity: undefined }, roles)).toBe(true);
    expect(roles.filter((one) => seesPage(one, { id: "dsh_own", entity: undefined }, roles))).toEqual([
      seller,
    ]);
  });
});

describe("the objects of an app", () => {
  const rows = [
    row("frm_b", "form", "合同"),
    row("ent_a", "entity", "客户", "changed"),
    row("rol_x", "role", "销售", "new"),
  ];

  it("stand with the job that they do, and every job is named", () => {
    expect(byJob(rows, "").map((job) => [job.key, job.rows.length])).toEqual([
      ["keep", 1],
      ["enter", 1],
      ["look", 0],
      ["decide", 0],
      ["measure", 0],
      ["print", 0],
      ["permit", 1],
    ]);
  });

  it("are found by pinyin", () => {
    expect(byJob(rows, "ht").flatMap((job) => job.rows.map((one) => one.name))).toEqual(["合同"]);
  });

  it("are published together where they have a draft", () => {
    expect(ahead(rows).map((one) => one.id)).toEqual(["ent_a", "rol_x"]);
  });
});
