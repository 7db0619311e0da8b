/** Everything that can be done to a role, as plain data. */
import type { Command } from "@/designing/model/command";
import type { Ability, GrantDraft, Right, RoleDraft } from "./documents";

type On<Name extends string, Members> = Command & { readonly do: Name; readonly role: string } & Members;

export type RoleCommand =
  | On<"role.set", { readonly members: Partial<Pick<RoleDraft, "name" | "description">> }>
  | On<"ability.set", { readonly ability: Ability; readonly given: boolean }>
  | On<"page.set", { readonly page: string; readonly shown: boolean }>
  | On<"grant.add", { readonly grant: GrantDraft }>
  | On<"grant.remove", { readonly entity: string }>
  | On<
      "grant.set",
      {
        readonly entity: string;
        readonly members: Partial<Pick<GrantDraft, "scope" | "actions" | "buttons">> & {
          /** null: as the rows that are seen. */
          readonly edit_scope?: GrantDraft["scope"] | null;
        };
      }
    >
  /** null: as every field that is not named. `*` is that rest itself. */
  | On<
      "rights.set",
      { readonly entity: string; readonly fields: readonly string[]; readonly right: Right | null }
    >
  /** One right for every field of the entity, those to come included. */
  | On<"rights.all", { readonly entity: string; readonly right: Right }>;

export type RoleDeed = RoleCommand["do"];
export type CommandOf<Name extends RoleDeed> = Extract<RoleCommand, { readonly do: Name }>;
