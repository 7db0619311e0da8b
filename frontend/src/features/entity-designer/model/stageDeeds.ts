/** What the author means with stages and their evidence, as commands. */
import {
  type EntityDraft,
  type EvidenceDraft,
  type FieldSpec,
  fieldOf,
  type GateDraft,
  type StageDraft,
} from "@/designing/fields/documents";
import { type Option, optionsIn } from "@/designing/fields/OptionRows";
import { newItemId } from "@/designing/ids";
import { stepTarget } from "@/designing/model/lists";
import type { CommandOf, EntityCommand } from "./commands";
import { nameOf, step } from "./deeds";

/** Stages on a choice field, one for each of its options in their order. */
export function addGate(entity: EntityDraft, field: FieldSpec): CommandOf<"gate.add"> {
  const stages: readonly StageDraft[] = optionsIn(field.options)
    .filter((option) => option.archived !== true)
    .map((option) => ({ option: option.id }));
  const taken = new Set((entity.gates ?? []).map((gate) => gate.id));
  const made: GateDraft = { id: newItemId("g", taken), field: field.id, stages };
  return { do: "gate.add", entity: entity.id, made, say: step("addGate", { name: field.name }) };
}

export const setGate = (
  entity: EntityDraft,
  gate: GateDraft,
  members: CommandOf<"gate.set">["members"],
): EntityCommand => ({
  do: "gate.set",
  entity: entity.id,
  gate: gate.id,
  members,
  same: `${gate.id}.${Object.keys(members).join()}`,
  say: step("gate", { name: nameOf(entity, gate.field) }),
});

export const removeGate = (entity: EntityDraft, gate: GateDraft): EntityCommand => ({
  do: "gate.remove",
  entity: entity.id,
  gate: gate.id,
  say: step("removeGate", { name: nameOf(entity, gate.field) }),
});

/** The option of a stage: its name and its colour. */
export const optionOf = (entity: EntityDraft, gate: GateDraft, option: string): Option =>
  optionsIn(fieldOf(entity, gate.field)?.options).find((one) => one.id === option) ?? {
    id: option,
    name: option,
  };

export function addStage(entity: EntityDraft, gate: GateDraft, name: string): CommandOf<"stage.add"> {
  const taken = new Set(optionsIn(fieldOf(entity, gate.field)?.options).map((one) => one.id));
  const option = { id: newItemId("o", taken), name };
  return placeStage(entity, gate, option);
}

/** An option that the field has becomes a stage too. */
export const placeStage = (entity: EntityDraft, gate: GateDraft, option: Option): CommandOf<"stage.add"> => ({
  do: "stage.add",
  entity: entity.id,
  gate: gate.id,
  option,
  before: null,
  say: step("addStage", { name: option.name }),
});

const onStage = (entity: EntityDraft, gate: GateDraft, option: string, key: string) => ({
  entity: entity.id,
  gate: gate.id,
  option,
  say: step(key, { name: optionOf(entity, gate, option).name }),
});

export const moveStage = (
  entity: EntityDraft,
  gate: GateDraft,
  option: string,
  before: string | null,
): EntityCommand => ({ do: "stage.move", ...onStage(entity, gate, option, "moveStage"), before });

export function stepStage(
  entity: EntityDraft,
  gate: GateDraft,
  option: string,
  by: 1 | -1,
): EntityCommand | undefined {
  const ids = gate.stages.map((stage) => stage.option);
  const before = stepTarget(ids, option, by);
  return before === undefined ? undefined : moveStage(entity, gate, option, before);
}

export const setStage = (
  entity: EntityDraft,
  gate: GateDraft,
  option: string,
  members: CommandOf<"stage.set">["members"],
): EntityCommand => ({
  do: "stage.set",
  ...onStage(entity, gate, option, "stage"),
  members,
  same: `${gate.id}.${option}.${Object.keys(members).join()}`,
});

export const setOption = (
  entity: EntityDraft,
  gate: GateDraft,
  option: string,
  members: Partial<Option>,
): EntityCommand => ({
  do: "option.set",
  ...onStage(entity, gate, option, "stage"),
  members,
  same: `${gate.id}.${option}.${Object.keys(members).join()}`,
});

export const removeStage = (entity: EntityDraft, gate: GateDraft, option: string): EntityCommand => ({
  do: "stage.remove",
  ...onStage(entity, gate, option, "removeStage"),
});

export const putEvidence = (
  entity: EntityDraft,
  gate: GateDraft,
  option: string,
  evidence: EvidenceDraft,
): EntityCommand => ({
  do: "evidence.put",
  ...onStage(entity, gate, option, "evidence"),
  evidence,
  same: `${gate.id}.${option}.${evidence.id}`,
});

export const removeEvidence = (
  entity: EntityDraft,
  gate: GateDraft,
  option: string,
  evidence: string,
): EntityCommand => ({
  do: "evidence.remove",
  ...onStage(entity, gate, option, "removeEvidence"),
  evidence,
});
