/** What must be there before a stage is left: the first settings of each kind, kept whole as they change. */
import {
  type EntityDraft,
  type EvidenceDraft,
  type EvidenceKind,
  evidenceKinds,
  type FieldSpec,
} from "@/designing/fields/documents";
import { rowSources } from "./computed";

/** Fields that hold files. */
export const fileFields = (entity: EntityDraft): readonly FieldSpec[] =>
  entity.fields.filter((field) => field.type === "file" || field.type === "photo");

/** Records elsewhere that link here. */
export const evidenceRecords = (entity: EntityDraft, siblings: readonly EntityDraft[]) =>
  rowSources(entity, siblings).flatMap((source) => ("through" in source ? [source] : []));

/** The kinds that this entity has something for. */
export const offeredKinds = (
  entity: EntityDraft,
  siblings: readonly EntityDraft[],
): readonly EvidenceKind[] =>
  evidenceKinds.filter((kind) => {
    if (kind === "files") return fileFields(entity).length > 0;
    return kind !== "records" || evidenceRecords(entity, siblings).length > 0;
  });

/** Evidence of another kind, with the first thing that fits. */
export function withKind(
  { id, name }: Pick<EvidenceDraft, "id" | "name">,
  kind: EvidenceKind,
  entity: EntityDraft,
  siblings: readonly EntityDraft[],
): EvidenceDraft {
  const head = { id, name, kind };
  switch (kind) {
    case "filled":
      return { ...head, field: entity.fields.find((one) => one.id !== entity.title)?.id ?? entity.title };
    case "files":
      return { ...head, field: fileFields(entity)[0]?.id ?? entity.title };
    case "records": {
      const [source] = evidenceRecords(entity, siblings);
      return source ? { ...head, entity: source.entity, through: source.through } : head;
    }
    case "condition":
      return { ...head, where: { field: entity.title, op: "is_not_empty" } };
  }
}

export const firstEvidence = (
  entity: EntityDraft,
  siblings: readonly EntityDraft[],
  id: string,
  name: string,
): EvidenceDraft => withKind({ id, name }, "filled", entity, siblings);
