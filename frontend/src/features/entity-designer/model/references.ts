/** What becomes of an entity's own parts when fields go. */
import type { BlockDraft, EntityDraft, GateDraft, PageDraft, StageDraft } from "@/designing/fields/documents";
import { withMembers } from "@/designing/model/canonical";

/**
 * The entity without these fields: sets of fields that were unique together go whole, since fewer fields would ask
 * for more; gates on them, evidence in them and lists by them go; checks and pages only forget to point at them.
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
  const page = entity.page && pageWithout(entity.page, entity.id, left);
  return withMembers(
    entity,
    { ...members, ...(page ? { page } : {}) },
    { uniques: [], gates: [], checks: [] },
  );
}

/** Lists of records of the same entity show its fields too. */
function pageWithout(page: PageDraft, entity: string, left: (id: string | undefined) => boolean): PageDraft {
  const headLeft = (path: string) => left(path.split(".")[0]);
  const block = (one: BlockDraft): BlockDraft => {
    const { records } = one;
    if (records?.entity !== entity) return one;
    const kept = {
      columns: (records.columns ?? []).filter(headLeft),
      sort: (records.sort ?? []).filter((sort) => headLeft(sort.field)),
    };
    return { ...one, records: withMembers(records, kept, { columns: [], sort: [] }) };
  };
  const blocks = (list: readonly BlockDraft[] = []) =>
    list
      .filter((one) => left(one.field) && (one.records?.entity !== entity || left(one.records.through)))
      .map(block);
  const members = {
    facts: (page.facts ?? []).filter(left),
    main: blocks(page.main),
    side: blocks(page.side),
  };
  return withMembers(page, members, { facts: [], side: [] });
}
