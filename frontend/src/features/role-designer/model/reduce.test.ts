import { describe, expect, it } from "vitest";
import type { Schemas } from "@/api/schemas";
import type { Workbench } from "@/designing/model/workbench";
import { expectUndoAndRedo, seeds } from "@/testing/anySequence";
import type { Chance } from "@/testing/chance";
import type { RoleCommand } from "./commands";
import { setAction, setEditScope, setRights } from "./deeds";
import { roleDifferences } from "./differences";
import {
  abilities,
  actions,
  type GrantDraft,
  grantOn,
  grantsOf,
  type RoleDraft,
  rightOn,
  rights,
  roleOf,
  rowScopes,
} from "./documents";
import { reduceRole } from "./reduce";
import { differing, exceptions, nothingToWrite, writesNothing } from "./summary";

const deal = { id: "ent_deal", name: "Deal" };
const start = (): Workbench => ({
  rol_seller: {
    format: 1,
    kind: "role",
    id: "rol_seller",
    app: "app_sales",
    name: "Seller",
    grants: [
      {
        entity: "ent_deal",
        scope: { rows: "subordinates" },
        edit_scope: { rows: "own" },
        fields: { "*": "write", cost: "none" },
        actions: ["create", "update"],
      },
    ],
    opens: ["viw_deals"],
  } as RoleDraft,
});
const on = { role: "rol_seller", say: { key: "step.test" } } as const;
const names = {
  entity: (id: string) => id,
  field: (_entity: string, id: string) => id,
  page: (id: string) => id,
};

const roleIn = (workbench: Workbench): RoleDraft => {
  const role = roleOf(workbench, "rol_seller");
  if (!role) throw new Error("the role is gone");
  return role;
};

const grantIn = (role: RoleDraft): GrantDraft => {
  const grant = grantOn(role, deal.id);
  if (!grant) throw new Error("the grant is gone");
  return grant;
};

function done(command: RoleCommand, workbench = start()): RoleDraft {
  const outcome = reduceRole(workbench, command);
  if ("refused" in outcome) throw new Error(outcome.refused.key);
  return roleIn(outcome.workbench);
}

/** Any command, sensible or not, made from what is there. */
function anyCommand(workbench: Workbench, dice: Chance, step: number): RoleCommand {
  const entity = dice.flip()
    ? (dice.pick(grantsOf(roleIn(workbench)))?.entity ?? "none")
    : `ent_${dice.below(4)}`;
  const right = dice.pick(rights) ?? "none";
  const rows = dice.pick(rowScopes) ?? "own";
  const made: readonly RoleCommand[] = [
    {
      ...on,
      do: "role.set",
      members: { name: dice.flip() ? "" : `R${step}`, description: dice.flip() ? "" : "d" },
    },
    { ...on, do: "ability.set", ability: dice.pick(abilities) ?? "audit", given: dice.flip() },
    { ...on, do: "page.set", page: `viw_${dice.below(4)}`, shown: dice.flip() },
    { ...on, do: "grant.add", grant: { entity, scope: { rows: "own" }, fields: { "*": right } } },
    { ...on, do: "grant.remove", entity },
    { ...on, do: "grant.set", entity, members: { scope: { rows } } },
    { ...on, do: "grant.set", entity, members: { edit_scope: dice.flip() ? null : { rows } } },
    { ...on, do: "grant.set", entity, members: { actions: actions.filter(() => dice.flip()) } },
    { ...on, do: "grant.set", entity, members: { buttons: dice.flip() ? [] : ["flw_x"] } },
    { ...on, do: "rights.set", entity, fields: ["name", "cost"], right: dice.flip() ? null : right },
    { ...on, do: "rights.all", entity, right },
  ];
  const command = dice.pick(made);
  if (!command) throw new Error("no command");
  return command;
}

function sound(workbench: Workbench): void {
  const role = roleIn(workbench);
  const entities = grantsOf(role).map((grant) => grant.entity);
  expect(new Set(entities).size).toBe(entities.length);
  expect(role.name.trim()).not.toBe("");
  // As the platform writes it: nothing stands at its default.
  for (const holder of [role, ...grantsOf(role)]) {
    for (const value of Object.values(holder)) {
      expect(value).not.toBeNull();
      if (Array.isArray(value)) expect(value).not.toEqual([]);
    }
  }
}

describe("a role under any sequence of commands", () => {
  const sequence = { start: start(), reduce: reduceRole, command: anyCommand };
  it.each(seeds)("seed %i: undone it is the start, redone the end, and sound all along", (seed) => {
    for (const state of expectUndoAndRedo(sequence, seed).states) sound(state);
  });
});

describe("a grant", () => {
  it("refuses what it does not name", () => {
    expect(rightOn(undefined, "name")).toBe("none");
    expect(rightOn({ entity: "ent_x", scope: { rows: "all" }, fields: {} }, "name")).toBe("none");
  });

  it("keeps one text for one choice, in whatever order it was made", () => {
    const role = roleIn(start());
    const grant = grantIn(role);
    const twice = grantIn(done(setAction(role, deal, grant, "delete", true)));
    expect(twice.actions).toEqual(["create", "update", "delete"]);
    const back = done(setRights(role, deal, [{ id: "cost", name: "Cost" }], null));
    expect(grantIn(back).fields).toEqual({ "*": "write" });
  });

  it("forgets the rows to change with the last right to change anything", () => {
    const role = roleIn(start());
    const next = done(setAction(role, deal, grantIn(role), "update", false));
    expect(grantIn(next)).not.toHaveProperty("edit_scope");
    expect(grantIn(done(setEditScope(role, deal, undefined)))).not.toHaveProperty("edit_scope");
  });

  it("has exactly the members that the format has", () => {
    const members: Readonly<Record<keyof Schemas["Grant"], true>> & Readonly<Record<keyof GrantDraft, true>> =
      {
        entity: true,
        scope: true,
        edit_scope: true,
        fields: true,
        actions: true,
        buttons: true,
      };
    const role: Readonly<Record<keyof Schemas["design.Role"], true>> = {
      format: true,
      kind: true,
      id: true,
      app: true,
      name: true,
      description: true,
      grants: true,
      abilities: true,
      opens: true,
    };
    expect(Object.keys(members)).toHaveLength(6);
    expect(Object.keys(role).filter((name) => !(name in roleIn(start())))).toEqual([
      "description",
      "abilities",
    ]);
  });
});

describe("what a role comes to", () => {
  const grant = grantIn(roleIn(start()));

  it("is told by its exceptions, the widest first", () => {
    expect(exceptions(grant, ["name", "cost"])).toEqual([{ right: "none", fields: ["cost"] }]);
  });

  it("warns where rights and actions do not fit each other", () => {
    expect(writesNothing({ ...grant, actions: [] }, ["name"])).toBe(true);
    expect(writesNothing(grant, ["name"])).toBe(false);
    expect(nothingToWrite(grant, ["cost"])).toBe(true);
  });

  it("is compared field by field", () => {
    const role = roleIn(start());
    const other = done(setRights(role, deal, [{ id: "name", name: "Name" }], "read"));
    expect([...differing([role, other], deal.id, ["name", "cost"])]).toEqual(["name"]);
  });

  it("differs from what is published in sentences", () => {
    const told = (command: RoleCommand) => roleDifferences(roleIn(start()), done(command), names);
    expect(roleDifferences(roleIn(start()), roleIn(start()), names)).toEqual([]);
    expect(told({ ...on, do: "rights.set", entity: deal.id, fields: ["cost"], right: "read" })).toEqual([
      {
        key: "roleDesigner:difference.right",
        params: { entity: deal.id, name: "cost", before: "none", after: "read" },
      },
    ]);
    expect(told({ ...on, do: "rights.set", entity: deal.id, fields: ["name"], right: "write" })[0]?.key).toBe(
      "roleDesigner:difference.fixed",
    );
    expect(told({ ...on, do: "ability.set", ability: "audit", given: true })[0]?.params).toEqual({
      ability: "audit",
    });
    expect(told({ ...on, do: "page.set", page: "viw_deals", shown: false })[0]?.key).toBe(
      "roleDesigner:difference.pageHidden",
    );
  });
});
