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
