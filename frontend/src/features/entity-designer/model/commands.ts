/** Everything that can be done to entities, as plain data. Each names the entity it is about. */

import type {
  BlockDraft,
  CheckDraft,
  EntityDraft,
  EvidenceDraft,
  FieldSpec,
  GateDraft,
  ListedDraft,
} from "@/designing/fields/documents";
import type { Option } from "@/designing/fields/OptionRows";
import type { Command } from "@/designing/model/command";
import type { Condition } from "@/lib/condition/condition";
import type { Place } from "./recordPage";

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
  | Gated<"gate.set", { readonly members: { readonly done?: Condition | null; readonly back?: boolean } }>
  | Gated<"gate.remove", unknown>
  /** `option` is a new one of the gate's field, or one that it has. */
  | Gated<"stage.add", { readonly option: Option; readonly before: string | null }>
  | Gated<"stage.set", { readonly option: string; readonly members: { readonly limit_hours: number | null } }>
  | Gated<"stage.move", { readonly option: string; readonly before: string | null }>
  | Gated<"stage.remove", { readonly option: string }>
  | Gated<"option.set", { readonly option: string; readonly members: Partial<Option> }>
  | Gated<"evidence.put", { readonly option: string; readonly evidence: EvidenceDraft }>
  | Gated<"evidence.remove", { readonly option: string; readonly evidence: string }>
  | PageCommand;

/** On the page of a record; the first of them writes the usual page down. */
export type PageCommand =
  | On<"page.set", { readonly form: string | null }>
  | On<"page.clear", unknown>
  | On<"page.addFact", { readonly field: string; readonly before: string | null }>
  | On<"page.moveFact", { readonly field: string; readonly before: string | null }>
  | On<"page.removeFact", { readonly field: string }>
  | On<"page.addBlock", { readonly block: BlockDraft; readonly place: Place; readonly before: string | null }>
  | On<"page.setBlock", { readonly block: string; readonly members: { readonly name: string } }>
  | On<
      "page.setList",
      { readonly block: string; readonly members: Partial<Pick<ListedDraft, "columns" | "sort">> }
    >
  | On<"page.moveBlock", { readonly block: string; readonly place: Place; readonly before: string | null }>
  | On<"page.removeBlock", { readonly block: string }>;

export type EntityDeed = EntityCommand["do"];
export type CommandOf<Name extends EntityDeed> = Extract<EntityCommand, { readonly do: Name }>;
