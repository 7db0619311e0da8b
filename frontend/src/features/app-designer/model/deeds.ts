/** What the author means, as commands: by click, key and drag alike. */
import { newItemId } from "@/designing/ids";
import { stepTarget } from "@/designing/model/lists";
import type { AppCommand, CommandOf, Place } from "./commands";
import { type AppDraft, groupWith, menuOf, takenIds } from "./documents";

export type Selection =
  | { readonly kind: "app" }
  | { readonly kind: "group"; readonly id: string }
  | { readonly kind: "item"; readonly id: string };

/** A page that a menu can open. */
export type Page = {
  readonly id: string;
  readonly name: string;
  readonly kind: "view" | "form" | "dashboard";
};

const say = (key: string, params: Readonly<Record<string, string | number>> = {}) => ({
  key: `appDesigner:step.${key}`,
  params,
});

/** After what is selected; at the end of the menu where nothing is. */
export function placeAfter(app: AppDraft, selection: Selection): Place | undefined {
  if (selection.kind === "group") return { group: selection.id, before: null };
  const home = selection.kind === "item" ? groupWith(app, selection.id) : undefined;
  if (home && selection.kind === "item") {
    const at = home.items.findIndex((one) => one.id === selection.id);
    return { group: home.id, before: home.items[at + 1]?.id ?? null };
  }
  const last = menuOf(app).at(-1);
  return last ? { group: last.id, before: null } : undefined;
}

export function addPage(
  app: AppDraft,
  page: Page,
  place: Place | undefined,
  groupName: string,
): CommandOf<"items.add"> {
  const taken = takenIds(app);
  const item = { id: newItemId("i", taken), opens: page.id };
  const group = place ? undefined : { id: newItemId("g", taken), name: groupName, items: [] };
  return {
    do: "items.add",
    app: app.id,
    items: [item],
    at: place ?? { group: group?.id ?? "", before: null },
    ...(group ? { group } : {}),
    say: say("addPage", { name: page.name }),
  };
}

export function addGroup(app: AppDraft, selection: Selection, name: string): CommandOf<"group.add"> {
  const home = selection.kind === "item" ? groupWith(app, selection.id)?.id : undefined;
  const current = selection.kind === "group" ? selection.id : home;
  const at = menuOf(app).findIndex((one) => one.id === current);
  return {
    do: "group.add",
    app: app.id,
    group: { id: newItemId("g", takenIds(app)), name, items: [] },
    before: at < 0 ? null : (menuOf(app)[at + 1]?.id ?? null),
    say: say("addGroup", { name }),
  };
}

/** One place up or down; out of a group at its edge, into the next one. */
export function stepItem(
  app: AppDraft,
  item: string,
  step: 1 | -1,
  name: string,
): CommandOf<"item.move"> | undefined {
  const home = groupWith(app, item);
  if (!home) return undefined;
  const ids = home.items.map((one) => one.id);
  const before = stepTarget(ids, item, step);
  if (before !== undefined) return moveItem(app, item, { group: home.id, before }, name);
  const next = menuOf(app)[menuOf(app).indexOf(home) + step];
  if (!next) return undefined;
  return moveItem(app, item, { group: next.id, before: step > 0 ? (next.items[0]?.id ?? null) : null }, name);
}

export const moveItem = (app: AppDraft, item: string, at: Place, name: string): CommandOf<"item.move"> => ({
  do: "item.move",
  app: app.id,
  item,
  at,
  say: say("movePage", { name }),
});

export function stepGroup(app: AppDraft, group: string, step: 1 | -1): CommandOf<"group.move"> | undefined {
  const groups = menuOf(app);
  const before = stepTarget(
    groups.map((one) => one.id),
    group,
    step,
  );
  const name = groups.find((one) => one.id === group)?.name ?? "";
  return before === undefined
    ? undefined
    : { do: "group.move", app: app.id, group, before, say: say("moveGroup", { name }) };
}

export const removeItem = (app: AppDraft, item: string, name: string): AppCommand => ({
  do: "item.remove",
  app: app.id,
  item,
  say: say("removePage", { name }),
});

export const removeGroup = (app: AppDraft, group: string): AppCommand => ({
  do: "group.remove",
  app: app.id,
  group,
  say: say("removeGroup", { name: menuOf(app).find((one) => one.id === group)?.name ?? "" }),
});

export const renameGroup = (app: AppDraft, group: string, name: string): AppCommand => ({
  do: "group.rename",
  app: app.id,
  group,
  name,
  same: `group.${group}.name`,
  say: say("renameGroup", { name }),
});

export const setItem = (
  app: AppDraft,
  item: string,
  members: CommandOf<"item.set">["members"],
  name: string,
): AppCommand => ({
  do: "item.set",
  app: app.id,
  item,
  members,
  same: `item.${item}.${Object.keys(members).join()}`,
  say: say("setPage", { name: members.name || name }),
});

export const setApp = (app: AppDraft, members: CommandOf<"app.set">["members"]): AppCommand => ({
  do: "app.set",
  app: app.id,
  members,
  same: `app.${Object.keys(members).join()}`,
  say: say("app"),
});
