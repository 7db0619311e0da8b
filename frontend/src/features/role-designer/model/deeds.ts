/** What the author means, as commands. */
import type { CommandOf, RoleCommand } from "./commands";
import {
  type Ability,
  type Action,
  changing,
  type GrantDraft,
  type Right,
  type RoleDraft,
  type ScopeDraft,
} from "./documents";

type Params = Readonly<Record<string, string | number>>;

const say = (key: string, params: Params = {}) => ({ key: `roleDesigner:step.${key}`, params });

/** An entity as the role designer names it. */
export type Named = { readonly id: string; readonly name: string };

/** Begins with the least: own records, every field to read, nothing to do. */
export const addGrant = (role: RoleDraft, entity: Named): RoleCommand => ({
  do: "grant.add",
  role: role.id,
  grant: { entity: entity.id, scope: { rows: "own" }, fields: { "*": "read" } },
  say: say("addGrant", { name: entity.name }),
});

export const removeGrant = (role: RoleDraft, entity: Named): RoleCommand => ({
  do: "grant.remove",
  role: role.id,
  entity: entity.id,
  say: say("removeGrant", { name: entity.name }),
});

const setGrant = (
  role: RoleDraft,
  entity: Named,
  members: CommandOf<"grant.set">["members"],
  key: string,
): RoleCommand => ({
  do: "grant.set",
  role: role.id,
  entity: entity.id,
  members,
  say: say(key, { name: entity.name }),
});

export const setScope = (role: RoleDraft, entity: Named, scope: ScopeDraft): RoleCommand => ({
  ...setGrant(role, entity, { scope }, "scope"),
  same: `scope.${entity.id}`,
});

/** undefined: the rows that are seen. */
export const setEditScope = (role: RoleDraft, entity: Named, scope: ScopeDraft | undefined): RoleCommand => ({
  ...setGrant(role, entity, { edit_scope: scope ?? null }, "editScope"),
  same: `edit.${entity.id}`,
});

/** Without anything that changes records there are no other rows to change. */
export function setAction(
  role: RoleDraft,
  entity: Named,
  grant: GrantDraft,
  action: Action,
  given: boolean,
): RoleCommand {
  const before = grant.actions ?? [];
  const actions = given ? [...before, action] : before.filter((one) => one !== action);
  const alone = grant.edit_scope && !actions.some((one) => changing.includes(one));
  return setGrant(role, entity, { actions, ...(alone ? { edit_scope: null } : {}) }, "actions");
}

export const setButton = (
  role: RoleDraft,
  entity: Named,
  grant: GrantDraft,
  flow: string,
  given: boolean,
): RoleCommand => {
  const rest = (grant.buttons ?? []).filter((one) => one !== flow);
  return setGrant(role, entity, { buttons: given ? [...rest, flow] : rest }, "buttons");
};

export const setRights = (
  role: RoleDraft,
  entity: Named,
  fields: readonly Named[],
  right: Right | null,
): RoleCommand => ({
  do: "rights.set",
  role: role.id,
  entity: entity.id,
  fields: fields.map((field) => field.id),
  right,
  ...(right === null ? {} : { same: `rights.${entity.id}.${fields.map((field) => field.id).join()}` }),
  say: say(fields.length > 1 ? "rightMany" : fields[0]?.id === "*" ? "rest" : "right", {
    name: fields[0]?.name ?? "",
    entity: entity.name,
    count: fields.length,
  }),
});

export const setAll = (role: RoleDraft, entity: Named, right: Right): RoleCommand => ({
  do: "rights.all",
  role: role.id,
  entity: entity.id,
  right,
  say: say("rightAll", { entity: entity.name }),
});

export const setAbility = (role: RoleDraft, ability: Ability, given: boolean): RoleCommand => ({
  do: "ability.set",
  role: role.id,
  ability,
  given,
  say: say("ability"),
});

export const setPage = (role: RoleDraft, page: Named, shown: boolean): RoleCommand => ({
  do: "page.set",
  role: role.id,
  page: page.id,
  shown,
  say: say(shown ? "page" : "pageOff", { name: page.name }),
});

export const setRole = (role: RoleDraft, members: CommandOf<"role.set">["members"]): RoleCommand => ({
  do: "role.set",
  role: role.id,
  members,
  same: `role.${Object.keys(members).join()}`,
  say: say("role"),
});
