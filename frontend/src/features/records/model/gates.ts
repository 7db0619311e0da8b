/** What a stage gate asks for: the evidence that a refusal names, and how far a record is. */
import type { EntityDocument, FieldDocument, GateDocument, RelatedDocument } from "@/api/documents";
import type { ApiProblem } from "@/api/problem";

export type Gap = {
  readonly id: string;
  readonly name: string;
  readonly field: FieldDocument | undefined;
  /** Lists from which the missing record may come. */
  readonly related: readonly RelatedDocument[];
};

const texts = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : [];

export function missingEvidence(problem: ApiProblem, entity: EntityDocument): readonly Gap[] {
  const known = (entity.gates ?? []).flatMap((gate) => gate.stages.flatMap((stage) => stage.evidence ?? []));
  return problem.errors
    .filter((one) => one.code === "stage.evidence_missing")
    .flatMap((one) => {
      const names = texts(one.params?.missing);
      return texts(one.params?.evidence).map((id, index) => {
        const evidence = known.find((candidate) => candidate.id === id);
        const name = names[index] ?? evidence?.name ?? id;
        const field = entity.fields.find((candidate) => candidate.key === evidence?.field);
        const related = (entity.related ?? []).filter(
          (list) => list.entity === evidence?.entity && list.field === evidence.through,
        );
        return { id, name, field, related };
      });
    });
}

export type StageStep = {
  readonly option: string;
  readonly name: string;
  readonly state: "done" | "current" | "ahead";
};

export function stageSteps(
  gate: GateDocument,
  entity: EntityDocument,
  current: unknown,
): readonly StageStep[] {
  const field = entity.fields.find((one) => one.key === gate.field);
  const at = gate.stages.findIndex((stage) => stage.option === current);
  return gate.stages.map((stage, index) => ({
    option: stage.option,
    name: field?.options?.find((option) => option.id === stage.option)?.name ?? stage.option,
    state: index < at ? "done" : index === at ? "current" : "ahead",
  }));
}
