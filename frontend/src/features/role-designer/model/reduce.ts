/** Carries a command out on a role; whatever it does not touch stays the very same object. */
import { withMembers } from "@/designing/model/canonical";
import type { Outcome, Reduce, Say } from "@/designing/model/command";
import { withDocument } from "@/designing/model/workbench";
import type { CommandOf, RoleCommand, RoleDeed } from "./commands";
import {
  abilities,
  actions,
  type GrantDraft,
  grantDefaults,
  grantOn,
  grantsOf,
  type RoleDraft,
  roleDefaults,
  roleOf,
} from "./documents";

type Refused = { readonly refused: Say };
type Step<Name extends RoleDeed> = (role: RoleDraft, command: CommandOf<Name>) => RoleDraft | Refused;

const refused = (key: string): Refused => ({ refused: { key: `roleDesigner:refused.${key}` } });

/** With or without one; in the order of `all`, so that the same choice is the same document. */
function chosen<T extends string>(list: readonly T[], one: T, on: boolean, all: readonly T[]): readonly T[] {
  const next = new Set(list);
  if (on) next.add(one);
  else next.delete(one);
  return all.filter((item) => next.has(item));
}

const changeGrant = (
  role: RoleDraft,
  entity: string,
  change: (grant: GrantDraft) => GrantDraft,
): RoleDraft | Refused =>
  grantOn(role, entity)
    ? { ...role, grants: grantsOf(role).map((one) => (one.entity === entity ? change(one) : one)) }
    : refused("grant");

const steps: { readonly [Name in RoleDeed]: Step<Name> } = {
  "role.set": (role, { members }) =>
    members.name !== undefined && members.name.trim() === ""
      ? refused("blank")
      : withMembers<RoleDraft>(role, members, roleDefaults),
  "ability.set": (role, { ability, given }) =>
    withMembers(role, { abilities: chosen(role.abilities ?? [], ability, given, abilities) }, roleDefaults),
  "page.set": (role, { page, shown }) => {
    const rest = (role.opens ?? []).filter((one) => one !== page);
    return withMembers(role, { opens: shown ? [...rest, page] : rest }, roleDefaults);
  },
  "grant.add": (role, { grant }) =>
    grantOn(role, grant.entity) ? refused("twice") : { ...role, grants: [...grantsOf(role), grant] },
  "grant.remove": (role, { entity }) =>
    grantOn(role, entity)
      ? withMembers(role, { grants: grantsOf(role).filter((one) => one.entity !== entity) }, roleDefaults)
      : refused("grant"),
  "grant.set": (role, { entity, members }) => {
    const { edit_scope, actions: wanted, ...rest } = members;
    return changeGrant(role, entity, (grant) =>
      withMembers(
        grant,
        {
          ...rest,
          ...(wanted ? { actions: actions.filter((one) => wanted.includes(one)) } : {}),
          ...(edit_scope === undefined ? {} : { edit_scope: edit_scope as GrantDraft["scope"] }),
        },
        grantDefaults,
      ),
    );
  },
  "rights.set": (role, { entity, fields, right }) =>
    changeGrant(role, entity, (grant) => {
      const next = { ...grant.fields };
      for (const field of fields) {
        if (right === null) delete next[field];
        else next[field] = right;
      }
      return { ...grant, fields: next };
    }),
  "rights.all": (role, { entity, right }) =>
    changeGrant(role, entity, (grant) => ({ ...grant, fields: { "*": right } })),
};

export const reduceRole: Reduce<RoleCommand> = (workbench, command): Outcome => {
  const role = roleOf(workbench, command.role);
  const step = steps[command.do] as Step<RoleDeed> | undefined;
  if (!role || !step) return refused("role");
  const outcome = step(role, command as CommandOf<RoleDeed>);
  return "refused" in outcome ? outcome : { workbench: withDocument(workbench, outcome) };
};
