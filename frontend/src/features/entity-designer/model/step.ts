/** What the steps of the reducer have in common. */
import type { EntityDraft } from "@/designing/fields/documents";
import { withMembers } from "@/designing/model/canonical";
import type { Say } from "@/designing/model/command";
import type { CommandOf, EntityDeed } from "./commands";

export type Refused = { readonly refused: Say };
export type Step<Name extends EntityDeed> = (
  entity: EntityDraft,
  command: CommandOf<Name>,
) => EntityDraft | Refused;

const entityDefaults = { description: "", icon: "", uniques: [], checks: [], gates: [] } as const;

export const refused = (key: string, params?: Say["params"]): Refused => ({
  refused: { key: `entityDesigner:refused.${key}`, ...(params ? { params } : {}) },
});

export const blank = (text: unknown): boolean => typeof text === "string" && text.trim() === "";

export const withEntity = (entity: EntityDraft, members: Partial<EntityDraft>): EntityDraft =>
  withMembers(entity, members, entityDefaults);
