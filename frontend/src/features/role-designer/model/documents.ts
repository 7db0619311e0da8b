/** A role as its draft holds it: members at their default are absent. */
import type { Schemas } from "@/api/schemas";
import type { DesignDocument, Workbench } from "@/designing/model/workbench";
import type { Condition } from "@/lib/condition/condition";

type Granted = Schemas["Grant"];

export type Right = Granted["fields"][string];
export type Action = NonNullable<Granted["actions"]>[number];
export type Rows = Granted["scope"]["rows"];
export type Ability = Schemas["RoleOut"]["abilities"][number];

export type ScopeDraft = { readonly rows: Rows; readonly where?: Condition };

export type GrantDraft = {
  readonly entity: string;
  readonly scope: ScopeDraft;
  readonly edit_scope?: ScopeDraft;
  /** Field id → right; `*` stands for every field that is not named. */
  readonly fields: Readonly<Record<string, Right>>;
  readonly actions?: readonly Action[];
  readonly buttons?: readonly string[];
};

export type RoleDraft = DesignDocument & {
  readonly description?: string;
  readonly grants?: readonly GrantDraft[];
  readonly abilities?: readonly Ability[];
  readonly opens?: readonly string[];
};

/** Every word that the format knows, in the order in which people read them: a missing or strange one fails the type check. */
const inOrder = <Word extends string>(words: Readonly<Record<Word, true>>) => Object.keys(words) as Word[];

export const rights: readonly Right[] = inOrder<Right>({ none: true, masked: true, read: true, write: true });

export const rowScopes: readonly Rows[] = inOrder<Rows>({
  own: true,
  subordinates: true,
  department: true,
  department_tree: true,
  all: true,
  condition: true,
});

export const actions: readonly Action[] = inOrder<Action>({
  create: true,
  update: true,
  delete: true,
  bulk: true,
  import: true,
  import_historical: true,
  export: true,
  print: true,
  share: true,
});

export const abilities: readonly Ability[] = inOrder<Ability>({
  design: true,
  people: true,
  packages: true,
  settings: true,
  audit: true,
});

/** Rows that may be changed can be fewer than those that are seen only for these. */
export const changing: readonly Action[] = ["update", "delete", "bulk"];

export const roleDefaults = { description: "", grants: [], abilities: [], opens: [] } as const;
export const grantDefaults = { edit_scope: null, actions: [], buttons: [] } as const;

export function roleOf(workbench: Workbench, id: string): RoleDraft | undefined {
  const found = workbench[id];
  return found?.kind === "role" ? (found as RoleDraft) : undefined;
}

export const grantsOf = (role: RoleDraft): readonly GrantDraft[] => role.grants ?? [];

export const grantOn = (role: RoleDraft, entity: string): GrantDraft | undefined =>
  grantsOf(role).find((grant) => grant.entity === entity);

/** Nothing is granted that is not named. */
export const restOf = (grant: GrantDraft): Right => grant.fields["*"] ?? "none";

export const rightOn = (grant: GrantDraft | undefined, field: string): Right =>
  grant ? (grant.fields[field] ?? restOf(grant)) : "none";
