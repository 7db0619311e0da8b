/** What a drop on the canvas does. */
import type { DropSpot } from "@/designing/drag/spots";
import type { EntityDraft } from "@/designing/fields/documents";
import type { NewNames } from "@/designing/fields/newFields";
import type { CommandOf, EntityCommand } from "./commands";
import { addNew, moveField } from "./deeds";
import { moveStage } from "./stageDeeds";

export type Carried =
  | { readonly kind: "new"; readonly type: string; readonly label: string }
  | { readonly kind: "field"; readonly id: string }
  | { readonly kind: "stage"; readonly gate: string; readonly option: string };

/** Undefined where the thing stands there already. */
export function dropped(
  entity: EntityDraft,
  carried: Carried,
  { group, before }: Pick<DropSpot, "group" | "before">,
  names: NewNames,
): CommandOf<"fields.add"> | Exclude<EntityCommand, CommandOf<"fields.add">> | undefined {
  switch (carried.kind) {
    case "new":
      return addNew(entity, [{ label: carried.label, type: carried.type }], before, names);
    case "field": {
      const ids = entity.fields.map((field) => field.id);
      return stays(ids, carried.id, before) ? undefined : moveField(entity, carried.id, before);
    }
    case "stage": {
      const gate = entity.gates?.find((one) => one.id === carried.gate);
      if (!gate || gate.id !== group) return undefined;
      const ids = gate.stages.map((stage) => stage.option);
      return stays(ids, carried.option, before) ? undefined : moveStage(entity, gate, carried.option, before);
    }
  }
}

const stays = (ids: readonly string[], id: string, before: string | null): boolean =>
  before === id || (ids[ids.indexOf(id) + 1] ?? null) === before;
