/** What becomes of an entity's own parts when fields go. */
import type { EntityDraft, GateDraft, StageDraft } from "@/designing/fields/documents";
import { withMembers } from "@/designing/model/canonical";

/**
 * The entity without these fields: sets of fields that were unique together go whole, since fewer fields would ask
 * for more; gates on them and evidence in them go; checks only forget to point at them.
 */
export function withoutFields(entity: EntityDraft, gone: readonly string[]): EntityDraft {
  const left = (id: string | undefined): boolean => id === undefined || !gone.includes(id);
  const stage = (one: StageDraft): StageDraft =>
    one.evidence?.every((evidence) => left(evidence.field)) === false
      ? withMembers(
          one,
          { evidence: one.evidence.filter((evidence) => left(evidence.field)) },
          { evidence: [] },
        )
      : one;
  const gate = (one: GateDraft): GateDraft => {
    const stages = one.stages.map(stage);
    return stages.every((next, at) => next === one.stages[at]) ? one : { ...one, stages };
  };
  const members = {
    fields: entity.fields.filter((field) => left(field.id)),
    uniques: (entity.uniques ?? []).filter((set) => set.every(left)),
    gates: (entity.gates ?? []).filter((one) => left(one.field)).map(gate),
    checks: (entity.checks ?? []).map((check) =>
      check.fields?.every(left) === false
        ? withMembers(check, { fields: check.fields.filter(left) }, { fields: [] })
        : check,
    ),
  };
  return withMembers(entity, members, { uniques: [], gates: [], checks: [] });
}
