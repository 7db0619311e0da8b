/** Carries a command out on a view; whatever it does not touch stays the very same object. */
import { withMembers } from "@/designing/model/canonical";
import type { Outcome, Reduce, Say } from "@/designing/model/command";
import { insertBefore } from "@/designing/model/lists";
import { withDocument } from "@/designing/model/workbench";
import type { CommandOf, ViewCommand, ViewDeed } from "./commands";
import {
  type Item,
  isWhole,
  itemsOf,
  type LayoutDraft,
  settingsOf,
  type ViewDraft,
  viewDefaults,
  viewOf,
  withItems,
  withSettings,
} from "./documents";

type Step<Name extends ViewDeed> = (view: ViewDraft, command: CommandOf<Name>) => Outcome | ViewDraft;

export const mostSorts = 3;

const refused = (key: string, params?: Say["params"]): Outcome => ({
  refused: { key: `viewDesigner:refused.${key}`, ...(params ? { params } : {}) },
});

const fieldOf = (item: Item): string => item.field;

const withLayout = (view: ViewDraft, layout: LayoutDraft): ViewDraft => ({ ...view, layout });

/** A grid without columns shows nothing; cards have at least their title. */
const shows = (view: ViewDraft, items: readonly Item[]): Outcome | ViewDraft =>
  view.layout.type === "grid" && items.length === 0
    ? refused("lastColumn")
    : withLayout(view, withItems(view.layout, items));

const steps: { readonly [Name in ViewDeed]: Step<Name> } = {
  "view.set": (view, { members }) => {
    if (members.name !== undefined && members.name.trim() === "") return refused("blank");
    return withMembers(view, members as Partial<ViewDraft>, viewDefaults);
  },
  "filter.set": (view, { filter }) =>
    withMembers(view, { filter } as unknown as Partial<ViewDraft>, viewDefaults),
  "sort.set": (view, { sort }) => {
    if (sort.length > mostSorts) return refused("sorts", { count: mostSorts });
    const plain = sort.map((one) => withMembers(one, {}, { descending: false }));
    return withMembers(view, { sort: plain }, viewDefaults);
  },
  "layout.switch": (view, { layout }) => {
    if (!isWhole(layout)) return refused("role");
    return shows(withLayout(view, withSettings(layout, {})), itemsOf(layout));
  },
  "layout.set": (view, { type, members }) => {
    const known = settingsOf(type);
    if (view.layout.type !== type || Object.keys(members).some((name) => !known.includes(name)))
      return refused("type");
    const layout = withSettings(view.layout, members);
    return isWhole(layout) ? withLayout(view, layout) : refused("role");
  },
  "fields.show": (view, { fields, before }) => {
    const items = itemsOf(view.layout);
    const twice = fields.some((field) => items.some((item) => item.field === field));
    if (twice || new Set(fields).size < fields.length) return refused("shown");
    const added = fields.map((field): Item => ({ field }));
    return shows(view, insertBefore(items, added, before, fieldOf));
  },
  "field.move": (view, { field, before }) => {
    const items = itemsOf(view.layout);
    const moved = items.filter((item) => item.field === field);
    if (moved.length === 0) return refused("hidden");
    if (before === field) return view;
    const rest = items.filter((item) => item.field !== field);
    return shows(view, insertBefore(rest, moved, before, fieldOf));
  },
  "fields.hide": (view, { fields }) => {
    const items = itemsOf(view.layout);
    const left = items.filter((item) => !fields.includes(item.field));
    return left.length === items.length ? refused("hidden") : shows(view, left);
  },
  "columns.arrange": (view, { columns, frozen }) => {
    if (view.layout.type !== "grid") return refused("type");
    if (columns.length === 0) return refused("lastColumn");
    return withLayout(view, withSettings(withItems(view.layout, columns), { frozen }));
  },
};

export const reduceView: Reduce<ViewCommand> = (workbench, command) => {
  const view = viewOf(workbench, command.view);
  if (!view) return refused("view");
  const step = steps[command.do] as Step<ViewDeed>;
  const outcome = step(view, command);
  if ("refused" in outcome || "workbench" in outcome) return outcome;
  return { workbench: withDocument(workbench, outcome) };
};
