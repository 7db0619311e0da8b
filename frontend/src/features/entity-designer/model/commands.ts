/** Everything that can be done to entities, as plain data. Each names the entity it is about. */

import type {
  CheckDraft,
  EntityDraft,
  EvidenceDraft,
  FieldSpec,
  GateDraft,
} from "@/designing/fields/documents";
import type { Option } from "@/designing/fields/OptionRows";
import type { Command } from "@/designing/model/command";
import type { Condition } from "@/lib/condition/condition";

type On<Name extends string, Members> = Command & { readonly do: Name; readonly entity: string } & Members;

type Gated<Name extends string, Members> = On<Name, { readonly gate: string } & Members>;

export type EntityMembers = Partial<Pick<EntityDraft, "name" | "key" | "title" | "icon" | "description">>;

export type EntityCommand =
  | On<"entity.set", { readonly members: EntityMembers }>
  | On<"fields.add", { readonly fields: readonly FieldSpec[]; readonly before: string | null }>
  | On<"field.set", { readonly field: string; readonly members: Partial<FieldSpec> }>
  /** Another type under the same id: settings of the old type go. */
  | On<"field.retype", { readonly field: string; readonly to: FieldSpec }>
  | On<"field.move", { readonly field: string; readonly before: string | null }>
  | On<"fields.remove", { readonly fields: readonly string[] }>
  | On<"unique.add", { readonly fields: readonly string[] }>
  | On<"unique.remove", { readonly fields: readonly string[] }>
  | On<"check.put", { readonly check: CheckDraft }>
  | On<"check.remove", { readonly check: string }>
  | On<"gate.add", { readonly made: GateDraft }>
  | Gated<
      "gate.set",
      { readonly members: { readonly done?: Condition | undefined; readonly back?: boolean } }
    >
  | Gated<"gate.remove", unknown>
  /** `option` is a new one of the gate's field, or one that it has. */
  | Gated<"stage.add", { readonly option: Option; readonly before: string | null }>
  | Gated<
      "stage.set",
      { readonly option: string; readonly members: { readonly limit_hours: number | undefined } }
    >
  | Gated<"stage.move", { readonly option: string; readonly before: string | null }>
  | Gated<"stage.remove", { readonly option: string }>
  | Gated<"option.set", { readonly option: string; readonly members: Partial<Option> }>
  | Gated<"evidence.put", { readonly option: string; readonly evidence: EvidenceDraft }>
  | Gated<"evidence.remove", { readonly option: string; readonly evidence: string }>;

export type EntityDeed = EntityCommand["do"];
export type CommandOf<Name extends EntityDeed> = Extract<EntityCommand, { readonly do: Name }>;
