/** Links as they are made and changed in the diagram. */
import { type EntityDraft, fieldOf } from "@/designing/fields/documents";
import { newFields } from "@/designing/fields/newFields";
import type { CommandOf, EntityCommand } from "./commands";
import { addFields, removeField, setField } from "./deeds";
import type { DiagramLink } from "./diagram";

export type LinkSettings = {
  readonly to: string;
  readonly name: string;
  readonly inverse: string;
  readonly many: boolean;
};

const members = ({ to, inverse, many }: LinkSettings) => ({
  entity: to,
  ...(inverse.trim() ? { inverse: inverse.trim() } : {}),
  ...(many ? { many } : {}),
});

export function addLink(from: EntityDraft, settings: LinkSettings): CommandOf<"fields.add"> {
  const names = { option: String, column: "", linked: settings.to };
  const made = newFields(from, [{ label: settings.name.trim(), type: "link" }], names);
  return addFields(
    from,
    made.map((field) => ({ ...field, ...members(settings) })),
    null,
  );
}

/** Undefined where the link is gone. */
export function changeLink(
  entity: EntityDraft | undefined,
  link: DiagramLink,
  changed: Partial<Omit<LinkSettings, "to">>,
): EntityCommand | undefined {
  return entity && fieldOf(entity, link.field) ? setField(entity, link.field, changed) : undefined;
}

export const removeLink = (entity: EntityDraft | undefined, link: DiagramLink): EntityCommand | undefined =>
  entity && removeField(entity, link.field);
