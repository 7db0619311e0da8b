/** What the author means, as commands: by click, key and drag alike. */
import type { SortDocument } from "@/api/documents";
import { sameDocument } from "@/designing/model/canonical";
import type { Say } from "@/designing/model/command";
import { stepTarget } from "@/designing/model/lists";
import type { Condition } from "@/lib/condition/condition";
import type { Json } from "@/lib/json";
import type { CommandOf, ViewCommand, ViewMembers } from "./commands";
import { type Item, itemsOf, type LayoutDraft, settingOf, type ViewDraft, withItems } from "./documents";

const say = (key: string, params?: Say["params"]): Say => ({
  key: `viewDesigner:step.${key}`,
  ...(params ? { params } : {}),
});

export const setView = (view: ViewDraft, members: ViewMembers): CommandOf<"view.set"> => {
  const [member = "name"] = Object.keys(members);
  return { do: "view.set", view: view.id, members, same: `view.${member}`, say: say(member) };
};

export const setFilter = (view: ViewDraft, filter: Condition | undefined): CommandOf<"filter.set"> => ({
  do: "filter.set",
  view: view.id,
  filter: filter ?? null,
  same: "filter",
  say: say(filter ? "filter" : "noFilter"),
});

export const setSort = (view: ViewDraft, sort: readonly SortDocument[]): CommandOf<"sort.set"> => ({
  do: "sort.set",
  view: view.id,
  sort,
  say: say("sort"),
});

export const setLayout = (view: ViewDraft, name: string, value: Json): CommandOf<"layout.set"> => ({
  do: "layout.set",
  view: view.id,
  type: view.layout.type,
  members: { [name]: value },
  same: `layout.${name}`,
  say: say(`setting_${name}`),
});

export const switchLayout = (view: ViewDraft, layout: LayoutDraft): CommandOf<"layout.switch"> | undefined =>
  layout.type === view.layout.type
    ? undefined
    : { do: "layout.switch", view: view.id, layout, say: say(`type_${layout.type}`) };

export const showField = (
  view: ViewDraft,
  field: string,
  name: string,
  before: string | null = null,
): CommandOf<"fields.show"> => ({
  do: "fields.show",
  view: view.id,
  fields: [field],
  before,
  say: say("show", { name }),
});

export const hideField = (view: ViewDraft, field: string, name: string): CommandOf<"fields.hide"> => ({
  do: "fields.hide",
  view: view.id,
  fields: [field],
  say: say("hide", { name }),
});

export const moveField = (
  view: ViewDraft,
  field: string,
  name: string,
  before: string | null,
): CommandOf<"field.move"> => ({
  do: "field.move",
  view: view.id,
  field,
  before,
  say: say("move", { name }),
});

/** One place up or down; undefined at either end. */
export function stepField(
  view: ViewDraft,
  field: string,
  name: string,
  step: 1 | -1,
): ViewCommand | undefined {
  const ids = itemsOf(view.layout).map((item) => item.field);
  const before = stepTarget(ids, field, step);
  return before === undefined ? undefined : moveField(view, field, name, before);
}

/** What was arranged on the preview; undefined where it is as the view says. */
export function arrange(view: ViewDraft, arranged: LayoutDraft): ViewCommand | undefined {
  if (arranged.type !== view.layout.type) return undefined;
  if (arranged.type !== "grid") {
    const shows = arranged.shows ?? null;
    return sameDocument(shows, settingOf(view.layout, "shows")) ? undefined : setLayout(view, "shows", shows);
  }
  const columns = itemsOf(arranged);
  const frozen = Number(settingOf(arranged, "frozen"));
  const same =
    frozen === settingOf(view.layout, "frozen") &&
    sameDocument(withItems(arranged, columns).columns, withItems(view.layout, itemsOf(view.layout)).columns);
  return same ? undefined : arrangeColumns(view, columns, frozen);
}

const arrangeColumns = (
  view: ViewDraft,
  columns: readonly Item[],
  frozen: number,
): CommandOf<"columns.arrange"> => ({
  do: "columns.arrange",
  view: view.id,
  columns,
  frozen,
  say: say("arrange"),
});
