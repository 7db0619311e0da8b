/** Another type for a view: what fits is kept, what the new type needs is found among the fields. */
import type { EntityDocument } from "@/api/documents";
import type { Json } from "@/lib/json";
import { candidates, choices, days, pictures } from "./candidates";
import { itemsOf, type LayoutDraft, type LayoutType, settingsOf, withItems, withSettings } from "./documents";

/** What an entity lacks for a type. */
export type Lacking = "choice" | "day" | "picture";

export function lacking(type: LayoutType, entity: EntityDocument): Lacking | undefined {
  if (type === "kanban" && choices(entity).length === 0) return "choice";
  if ((type === "calendar" || type === "gantt") && days(entity).length === 0) return "day";
  if (type === "gallery" && pictures(entity).length === 0) return "picture";
  return undefined;
}

/** What divides a board colours a calendar and groups a list. */
const kin: Readonly<Record<string, readonly string[]>> = {
  by: ["by", "group", "color"],
  color: ["color", "by"],
  group: ["group", "by"],
};

/** What a new view of the type has from the start; anything else is the author's choice. */
const atOnce = new Set(["by", "start", "cover"]);

export function switched(before: LayoutDraft, type: LayoutType, entity: EntityDocument): LayoutDraft {
  if (before.type === type) return before;
  const settings: Record<string, Json> = {};
  for (const name of settingsOf(type)) {
    const start = typeof settings.start === "string" ? settings.start : "";
    const offered = candidates(name, entity, start)?.map((field) => field.id);
    const kept = (kin[name] ?? [name]).map((one) => before[one]).find((value) => fits(value, offered));
    const found = kept ?? (atOnce.has(name) ? offered?.[0] : undefined);
    if (found !== undefined && found !== null) settings[name] = found;
  }
  const title = entity.fields.find((field) => field.key === entity.title)?.id;
  const items = itemsOf(before);
  const shown = items.length === 0 && type === "grid" && title ? [{ field: title }] : items;
  return withSettings(withItems({ type }, shown), settings);
}

/** Paths through links stay where they were: they are not among the entity's own fields. */
const fits = (value: Json | undefined, offered: readonly string[] | undefined): value is string =>
  typeof value === "string" &&
  (offered === undefined ? shared.has(value) : offered.includes(value) || value.includes("."));

/** How much is seen at first, as calendar and gantt both know it. */
const shared = new Set(["week", "month"]);

/** A new list: its title and the fields after it. */
export function firstLayout(
  type: LayoutType,
  entity: EntityDocument,
  fields: readonly string[],
): LayoutDraft {
  const columns = fields.map((field) => ({ field }));
  const grid: LayoutDraft = { type: "grid", columns };
  return type === "grid" ? grid : switched(grid, type, entity);
}
