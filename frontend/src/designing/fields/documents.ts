/** An entity as its draft holds it: members at their default are absent. */
import type { Condition } from "@/lib/condition/condition";
import type { Json } from "@/lib/json";
import type { DesignDocument, Workbench } from "../model/workbench";

export type FieldSpec = {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly type: string;
  readonly [setting: string]: Json;
};

export type EntityDraft = DesignDocument & {
  readonly key: string;
  readonly title: string;
  readonly fields: readonly FieldSpec[];
  readonly description?: string;
  readonly uniques?: readonly (readonly string[])[];
  readonly checks?: readonly CheckDraft[];
  readonly gates?: readonly GateDraft[];
  readonly icon?: string;
  /** Without it records have the page that all records have. */
  readonly page?: PageDraft;
};

export type BlockKind = "details" | "history" | "approvals" | "related" | "comments" | "files";

/** Records of another entity in a list of their own, by its link `through` or by the block's own `field`. */
export type ListedDraft = {
  readonly entity: string;
  readonly through?: string;
  readonly columns?: readonly string[];
  readonly sort?: readonly { readonly field: string; readonly descending?: boolean }[];
};

export type BlockDraft = {
  readonly id: string;
  readonly kind: BlockKind;
  readonly name?: string;
  readonly field?: string;
  readonly records?: ListedDraft;
};

/** How the page of a record is made up. */
export type PageDraft = {
  readonly form?: string;
  readonly facts?: readonly string[];
  readonly main: readonly BlockDraft[];
  readonly side?: readonly BlockDraft[];
};

export type CheckDraft = {
  readonly id: string;
  readonly name: string;
  readonly expression: string;
  readonly when?: Condition;
  readonly message: string;
  readonly fields?: readonly string[];
};

export const evidenceKinds = ["filled", "files", "records", "condition"] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];

/** What must be there before a record may leave a stage. */
export type EvidenceDraft = {
  readonly id: string;
  readonly name: string;
  readonly kind: EvidenceKind;
  readonly field?: string;
  readonly least?: number;
  readonly entity?: string;
  readonly through?: string;
  readonly where?: Condition;
};

export type StageDraft = {
  readonly option: string;
  readonly evidence?: readonly EvidenceDraft[];
  readonly limit_hours?: number;
};

/** Stages in their order on a choice field. */
export type GateDraft = {
  readonly id: string;
  readonly field: string;
  readonly stages: readonly StageDraft[];
  readonly done?: Condition;
  readonly back?: boolean;
};

export const fieldDefaults = { help: "", required: false, unique: false, default: null } as const;

export function entityOf(workbench: Workbench, id: string): EntityDraft | undefined {
  const found = workbench[id];
  return found?.kind === "entity" ? (found as EntityDraft) : undefined;
}

export const fieldOf = (entity: EntityDraft, id: string): FieldSpec | undefined =>
  entity.fields.find((field) => field.id === id);
