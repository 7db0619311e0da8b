/** The rights of a role, put in the order in which people read them. */
import type { FieldRight } from "../api";

const ORDER: readonly FieldRight[] = ["write", "read", "masked", "none"];

/** Fields with a right of their own, by right; those that only repeat the rest are left out. */
export const namedFields = (
  fields: Readonly<Record<string, FieldRight>>,
): readonly { readonly right: FieldRight; readonly ids: readonly string[] }[] =>
  ORDER.flatMap((right) => {
    if (right === (fields["*"] ?? "none")) return [];
    const ids = Object.keys(fields).filter((id) => id !== "*" && fields[id] === right);
    return ids.length > 0 ? [{ right, ids }] : [];
  });
