/** What roles say about one field, as far as their drafts go. */
import type { DesignDocument } from "@/designing/model/workbench";

export type FieldRight = "none" | "read" | "masked" | "write";

export type RoleDraft = DesignDocument & {
  readonly grants?: readonly {
    readonly entity: string;
    readonly fields: Readonly<Record<string, FieldRight>>;
  }[];
};

const strength: readonly FieldRight[] = ["none", "masked", "read", "write"];

/** The widest of a role's grants on the entity; `*` stands for every field that is not named. */
export function rightOf(role: RoleDraft, entity: string, field: string): FieldRight {
  const rights = (role.grants ?? [])
    .filter((grant) => grant.entity === entity)
    .map((grant) => grant.fields[field] ?? grant.fields["*"] ?? "none");
  return strength.findLast((one) => rights.includes(one)) ?? "none";
}
