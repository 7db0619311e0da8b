/** How far a role's draft is ahead of what is published, one sentence for each right that differs. */
import { sameDocument } from "@/designing/model/canonical";
import type { Say } from "@/designing/model/command";
import { abilities, actions, type GrantDraft, grantOn, grantsOf, type RoleDraft, rightOn } from "./documents";

type Params = Readonly<Record<string, string | number>>;
const say = (key: string, params: Params = {}): Say => ({ key: `roleDesigner:difference.${key}`, params });

/** Names of what a role speaks of; an entity answers its fields in their order. */
export type Names = {
  readonly entity: (id: string) => string;
  readonly field: (entity: string, id: string) => string;
  readonly page: (id: string) => string;
};

/** So many fields are told one by one; more are counted. */
const mostTold = 5;

export function roleDifferences(before: RoleDraft | null, after: RoleDraft, names: Names): readonly Say[] {
  if (!before) return [say("new", { name: after.name })];
  const old = grantsOf(before);
  const stayed = grantsOf(after).filter((grant) => grantOn(before, grant.entity));
  const known = new Set(after.opens ?? []);
  const opened = new Set(before.opens ?? []);
  return [
    ...grantsOf(after)
      .filter((grant) => !grantOn(before, grant.entity))
      .map((grant) => say("grantAdded", { name: names.entity(grant.entity) })),
    ...old
      .filter((grant) => !grantOn(after, grant.entity))
      .map((grant) => say("grantRemoved", { name: names.entity(grant.entity) })),
    ...stayed.flatMap((grant) => {
      const earlier = grantOn(before, grant.entity);
      return earlier ? grantDifferences(earlier, grant, names) : [];
    }),
    ...abilities.flatMap((one) => {
      const [had, has] = [before, after].map((role) => (role.abilities ?? []).includes(one));
      return had === has ? [] : [say(has ? "abilityGiven" : "abilityTaken", { ability: one })];
    }),
    ...[...known].filter((id) => !opened.has(id)).map((id) => say("pageShown", { name: names.page(id) })),
    ...[...opened].filter((id) => !known.has(id)).map((id) => say("pageHidden", { name: names.page(id) })),
    ...(["name", "description"] as const)
      .filter((member) => (before[member] ?? "") !== (after[member] ?? ""))
      .map((member) => say(member)),
  ];
}

function grantDifferences(before: GrantDraft, after: GrantDraft, names: Names): readonly Say[] {
  const entity = names.entity(after.entity);
  const changed = [...new Set([...Object.keys(before.fields), ...Object.keys(after.fields)])].filter(
    (id) => rightOn(before, id) !== rightOn(after, id),
  );
  return [
    ...(sameDocument(before.scope, after.scope)
      ? []
      : [say("scope", { entity, before: before.scope.rows, after: after.scope.rows })]),
    ...(sameDocument(before.edit_scope, after.edit_scope) ? [] : [say("editScope", { entity })]),
    ...actions.flatMap((action) => {
      const [had, has] = [before, after].map((grant) => (grant.actions ?? []).includes(action));
      return had === has ? [] : [say(has ? "actionGiven" : "actionTaken", { entity, action })];
    }),
    ...(sameDocument(before.buttons ?? [], after.buttons ?? []) ? [] : [say("buttons", { entity })]),
    ...(changed.length > mostTold
      ? [say("rightsMany", { entity, count: changed.length })]
      : changed.map((id) =>
          say(id === "*" ? "rest" : "right", {
            entity,
            name: names.field(after.entity, id),
            before: rightOn(before, id),
            after: rightOn(after, id),
          }),
        )),
    ...(changed.length === 0 && !sameDocument(before.fields, after.fields) ? [say("fixed", { entity })] : []),
  ];
}
