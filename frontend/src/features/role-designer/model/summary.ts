/** What a grant comes to, as the words that people read; and where two roles differ. */
import { type GrantDraft, grantOn, type Right, type RoleDraft, restOf, rightOn, rights } from "./documents";

export type Spoken = { readonly right: Right; readonly fields: readonly string[] };

/** Fields with another right than the rest, the widest right first; `known` are those that the entity has. */
export const exceptions = (grant: GrantDraft, known: readonly string[]): readonly Spoken[] =>
  [...rights].reverse().flatMap((right) => {
    if (right === restOf(grant)) return [];
    const fields = known.filter((id) => grant.fields[id] === right);
    return fields.length > 0 ? [{ right, fields }] : [];
  });

/** A right to write is of no use to somebody who may neither create nor change. */
export const writesNothing = (grant: GrantDraft, known: readonly string[]): boolean =>
  !(grant.actions ?? []).some((one) => one === "create" || one === "update") &&
  known.some((id) => rightOn(grant, id) === "write");

/** The other way round: creating or changing is allowed, and no field can be. */
export const nothingToWrite = (grant: GrantDraft, known: readonly string[]): boolean =>
  (grant.actions ?? []).some((one) => one === "create" || one === "update") &&
  !known.some((id) => rightOn(grant, id) === "write");

/** Fields of an entity on which these roles do not all have the same right. */
export const differing = (
  roles: readonly RoleDraft[],
  entity: string,
  fields: readonly string[],
): ReadonlySet<string> =>
  new Set(fields.filter((id) => new Set(roles.map((role) => rightOn(grantOn(role, entity), id))).size > 1));
