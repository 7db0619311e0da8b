/** Carries a command out on an entity; whatever it does not touch stays the very same object. */

import { factsOf } from "@/designing/fieldDocuments";
import {
  type EntityDraft,
  entityOf,
  type FieldSpec,
  fieldDefaults,
  fieldOf,
  type GateDraft,
  type StageDraft,
} from "@/designing/fields/documents";
import { type Option, optionsIn } from "@/designing/fields/OptionRows";
import { sameDocument, withMembers } from "@/designing/model/canonical";
import type { Outcome, Reduce } from "@/designing/model/command";
import { insertBefore, moveBefore, replaceById } from "@/designing/model/lists";
import { withDocument } from "@/designing/model/workbench";
import type { CommandOf, EntityCommand, EntityDeed } from "./commands";
import { pageSteps } from "./pageReduce";
import { withoutFields } from "./references";
import { blank, type Refused, refused, type Step, withEntity } from "./step";

const checkDefaults = { when: undefined, fields: [] } as const;
// Null stands for what is taken away: a step is kept as JSON, which knows no undefined.
const gateDefaults = { back: true, done: null } as const;
const stageDefaults = { evidence: [], limit_hours: null } as const;
const evidenceDefaults = { least: 1 } as const;
const optionDefaults = { color: "", archived: false } as const;

/** A field without what stands at the default of its type. */
export const settled = (field: FieldSpec, members: Partial<FieldSpec> = {}): FieldSpec =>
  withMembers(field, members, { ...fieldDefaults, ...factsOf(field.type)?.settings });

const withField = (entity: EntityDraft, field: FieldSpec): EntityDraft => ({
  ...entity,
  fields: replaceById(entity.fields, field),
});

const sameFields = (one: readonly string[], other: readonly string[]): boolean =>
  sameDocument([...one].sort(), [...other].sort());

const gateOf = (entity: EntityDraft, id: string): GateDraft | undefined =>
  entity.gates?.find((gate) => gate.id === id);

const withGate = (entity: EntityDraft, gate: GateDraft): EntityDraft =>
  withEntity(entity, { gates: replaceById(entity.gates ?? [], gate) });

const stageOf = (gate: GateDraft | undefined, option: string): StageDraft | undefined =>
  gate?.stages.find((stage) => stage.option === option);

function withStage(entity: EntityDraft, gate: string, stage: StageDraft): EntityDraft {
  const found = gateOf(entity, gate);
  if (!found) return entity;
  const stages = found.stages.map((one) => (one.option === stage.option ? stage : one));
  return withGate(entity, { ...found, stages });
}

/** Members that name another field, and keys, must stay what the platform takes. */
function unfit(entity: EntityDraft, members: CommandOf<"entity.set">["members"]): Refused | undefined {
  if (blank(members.name)) return refused("blank");
  if (members.key !== undefined && !/^[a-z][a-z0-9_]{0,62}$/.test(members.key)) return refused("key");
  if (members.title !== undefined && !fieldOf(entity, members.title)) return refused("field");
  return undefined;
}

function badField(entity: EntityDraft, id: string, members: Partial<FieldSpec>): Refused | undefined {
  if (blank(members.name)) return refused("blank");
  if (members.key === undefined) return undefined;
  if (!/^[a-z][a-z0-9_]{0,62}$/.test(members.key)) return refused("key");
  const taken = entity.fields.some((one) => one.id !== id && one.key === members.key);
  return taken ? refused("keyTwice", { key: members.key }) : undefined;
}

/** An option that a record may never leave again must stay an option of the field. */
function withOption(entity: EntityDraft, field: FieldSpec, option: Option): EntityDraft {
  const options = optionsIn(field.options);
  const next = options.some((one) => one.id === option.id)
    ? replaceById(options, option)
    : [...options, option];
  return withField(entity, { ...field, options: next });
}

const steps: { readonly [Name in EntityDeed]: Step<Name> } = {
  "entity.set": (entity, { members }) => unfit(entity, members) ?? withEntity(entity, members),
  "fields.add": (entity, { fields, before }) => {
    const clash = fields.find((field) =>
      entity.fields.some((one) => one.id === field.id || one.key === field.key),
    );
    if (clash) return refused("fieldTwice", { name: clash.name });
    return { ...entity, fields: insertBefore(entity.fields, fields, before, (one) => one.id) };
  },
  "field.set": (entity, { field, members }) => {
    const found = fieldOf(entity, field);
    if (!found) return refused("field");
    return badField(entity, field, members) ?? withField(entity, settled(found, members));
  },
  "field.retype": (entity, { field, to }) => {
    if (!fieldOf(entity, field)) return refused("field");
    if (field === entity.title && !factsOf(to.type)?.title) return refused("title");
    if (entity.gates?.some((gate) => gate.field === field) && to.type !== "choice") return refused("gated");
    return badField(entity, field, to) ?? withField(entity, settled({ ...to, id: field }));
  },
  "field.move": (entity, { field, before }) =>
    fieldOf(entity, field)
      ? { ...entity, fields: moveBefore(entity.fields, field, before) }
      : refused("field"),
  "fields.remove": (entity, { fields }) => {
    if (!fields.some((field) => fieldOf(entity, field))) return refused("field");
    if (fields.includes(entity.title)) return refused("title");
    return withoutFields(entity, fields);
  },
  "unique.add": (entity, { fields }) => {
    const sets = entity.uniques ?? [];
    if (fields.length === 0 || fields.some((field) => !fieldOf(entity, field))) return refused("field");
    if (sets.some((one) => sameFields(one, fields))) return refused("uniqueTwice");
    return withEntity(entity, { uniques: [...sets, fields] });
  },
  "unique.remove": (entity, { fields }) => {
    const sets = entity.uniques ?? [];
    const left = sets.filter((one) => !sameFields(one, fields));
    return left.length < sets.length ? withEntity(entity, { uniques: left }) : refused("unique");
  },
  "check.put": (entity, { check }) => {
    if (blank(check.expression) || blank(check.message) || blank(check.name)) return refused("blank");
    const checks = entity.checks ?? [];
    const next = withMembers(check, {}, checkDefaults);
    const old = checks.some((one) => one.id === check.id);
    return withEntity(entity, { checks: old ? replaceById(checks, next) : [...checks, next] });
  },
  "check.remove": (entity, { check }) => {
    const checks = entity.checks ?? [];
    const left = checks.filter((one) => one.id !== check);
    return left.length < checks.length ? withEntity(entity, { checks: left }) : refused("check");
  },
  "gate.add": (entity, { made }) => {
    const gates = entity.gates ?? [];
    if (fieldOf(entity, made.field)?.type !== "choice") return refused("choice");
    if (gates.some((one) => one.id === made.id || one.field === made.field)) return refused("gateTwice");
    return withEntity(entity, { gates: [...gates, withMembers(made, {}, gateDefaults)] });
  },
  "gate.set": (entity, { gate, members }) => {
    const found = gateOf(entity, gate);
    return found
      ? withGate(entity, withMembers(found, members as Partial<GateDraft>, gateDefaults))
      : refused("gate");
  },
  "gate.remove": (entity, { gate }) =>
    gateOf(entity, gate)
      ? withEntity(entity, { gates: (entity.gates ?? []).filter((one) => one.id !== gate) })
      : refused("gate"),
  "stage.add": (entity, { gate, option, before }) => {
    const found = gateOf(entity, gate);
    const field = found && fieldOf(entity, found.field);
    if (!found || !field) return refused("gate");
    if (blank(option.name)) return refused("blank");
    if (stageOf(found, option.id)) return refused("stageTwice", { name: option.name });
    const stages = insertBefore(found.stages, [{ option: option.id }], before, (one) => one.option);
    return withGate(withOption(entity, field, option), { ...found, stages });
  },
  "stage.set": (entity, { gate, option, members }) => {
    const stage = stageOf(gateOf(entity, gate), option);
    return stage
      ? withStage(entity, gate, withMembers(stage, members as Partial<StageDraft>, stageDefaults))
      : refused("stage");
  },
  "stage.move": (entity, { gate, option, before }) => {
    const found = gateOf(entity, gate);
    const stage = stageOf(found, option);
    if (!found || !stage) return refused("stage");
    if (before === option) return entity;
    const rest = found.stages.filter((one) => one !== stage);
    return withGate(entity, { ...found, stages: insertBefore(rest, [stage], before, (one) => one.option) });
  },
  "stage.remove": (entity, { gate, option }) => {
    const found = gateOf(entity, gate);
    if (!found || !stageOf(found, option)) return refused("stage");
    if (found.stages.length < 2) return refused("lastStage");
    return withGate(entity, { ...found, stages: found.stages.filter((one) => one.option !== option) });
  },
  "option.set": (entity, { gate, option, members }) => {
    const found = gateOf(entity, gate);
    const field = found && fieldOf(entity, found.field);
    const old = optionsIn(field?.options).find((one) => one.id === option);
    if (!field || !old) return refused("stage");
    if (blank(members.name)) return refused("blank");
    return withOption(entity, field, withMembers(old, members, optionDefaults));
  },
  "evidence.put": (entity, { gate, option, evidence }) => {
    const stage = stageOf(gateOf(entity, gate), option);
    if (!stage) return refused("stage");
    if (blank(evidence.name)) return refused("blank");
    const list = stage.evidence ?? [];
    const next = withMembers(evidence, {}, evidenceDefaults);
    const old = list.some((one) => one.id === evidence.id);
    return withStage(entity, gate, { ...stage, evidence: old ? replaceById(list, next) : [...list, next] });
  },
  "evidence.remove": (entity, { gate, option, evidence }) => {
    const stage = stageOf(gateOf(entity, gate), option);
    const list = stage?.evidence ?? [];
    if (!stage || !list.some((one) => one.id === evidence)) return refused("evidence");
    const left = list.filter((one) => one.id !== evidence);
    return withStage(entity, gate, withMembers(stage, { evidence: left }, stageDefaults));
  },
  ...pageSteps,
};

export const reduceEntity: Reduce<EntityCommand> = (workbench, command): Outcome => {
  const entity = entityOf(workbench, command.entity);
  const step = steps[command.do] as Step<EntityDeed> | undefined;
  if (!entity || !step) return refused("entity");
  const outcome = step(entity, command as CommandOf<EntityDeed>);
  return "refused" in outcome ? (outcome as Refused) : { workbench: withDocument(workbench, outcome) };
};
