/** A view as its draft holds it: members at their default are absent. */
import type { SortDocument } from "@/api/documents";
import { withMembers } from "@/designing/model/canonical";
import type { DesignDocument, Workbench } from "@/designing/model/workbench";
import type { Condition } from "@/lib/condition/condition";
import { isList, isObject, type Json } from "@/lib/json";

export const layoutTypes = ["grid", "kanban", "calendar", "gallery", "gantt"] as const;
export type LayoutType = (typeof layoutTypes)[number];

export type LayoutDraft = { readonly type: LayoutType; readonly [setting: string]: Json };

export type ViewDraft = DesignDocument & {
  readonly entity: string;
  readonly layout: LayoutDraft;
  readonly filter?: Condition;
  readonly sort?: readonly SortDocument[];
  readonly form?: string;
  readonly locked?: boolean;
  readonly description?: string;
};

/** A field that the view shows: a column of a grid, a line of a card. */
export type Item = { readonly field: string; readonly width?: number; readonly summary?: string };

export const viewDefaults = { filter: null, sort: [], form: null, locked: false, description: "" } as const;
const itemDefaults = { width: 160, summary: "" } as const;

const settingDefaults: Readonly<Record<LayoutType, Readonly<Record<string, Json>>>> = {
  grid: { group: null, frozen: 1, color: null },
  kanban: { total: null },
  calendar: { end: null, card: [], color: null, shows: "month" },
  gallery: { cover: null, fit: "fill", card: [], color: null },
  gantt: { end: null, after: null, card: [], color: null, shows: "week" },
};

/** Settings without which a layout cannot be. */
const needed: Readonly<Record<LayoutType, readonly string[]>> = {
  grid: [],
  kanban: ["by"],
  calendar: ["start"],
  gallery: [],
  gantt: ["start"],
};

export const settingsOf = (type: LayoutType): readonly string[] => [
  ...needed[type],
  ...Object.keys(settingDefaults[type]).filter((name) => name !== "card"),
];

export const isWhole = (layout: LayoutDraft): boolean =>
  layoutTypes.includes(layout.type) &&
  needed[layout.type].every((name) => typeof layout[name] === "string" && layout[name] !== "");

export const viewOf = (workbench: Workbench, id: string): ViewDraft | undefined => {
  const found = workbench[id];
  return found?.kind === "view" ? (found as ViewDraft) : undefined;
};

const itemOf = (raw: Json): readonly Item[] => {
  if (typeof raw === "string") return [{ field: raw }];
  return isObject(raw) && typeof raw.field === "string" ? [raw as unknown as Item] : [];
};

export function itemsOf({ type, ...layout }: LayoutDraft): readonly Item[] {
  const list = (layout as Readonly<Record<string, Json>>)[type === "grid" ? "columns" : "card"];
  return isList(list ?? null) ? (list as readonly Json[]).flatMap(itemOf) : [];
}

/** With these fields, each with what its layout keeps of it. */
export function withItems(layout: LayoutDraft, items: readonly Item[]): LayoutDraft {
  const member =
    layout.type === "grid"
      ? { columns: items.map((one) => withMembers(one, {}, itemDefaults)) as unknown as Json }
      : { card: items.map((one) => one.field) };
  return withMembers(layout, member, settingDefaults[layout.type]);
}

export const withSettings = (layout: LayoutDraft, members: Readonly<Record<string, Json>>): LayoutDraft =>
  withMembers(layout, members, settingDefaults[layout.type]);

export const settingOf = (layout: LayoutDraft, name: string): Json =>
  layout[name] ?? settingDefaults[layout.type][name] ?? null;
