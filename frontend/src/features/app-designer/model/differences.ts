/** How far an app's draft is ahead of what is published, one sentence for each place. */
import { sameDocument } from "@/designing/model/canonical";
import type { Say } from "@/designing/model/command";
import { type AppDraft, groupWith, itemsOf, menuOf } from "./documents";

const say = (key: string, name = ""): Say => ({ key: `appDesigner:difference.${key}`, params: { name } });

/** `pageName` answers the name of what an item opens. */
export function appDifferences(
  before: AppDraft | null,
  after: AppDraft,
  pageName: (opens: string) => string,
): readonly Say[] {
  if (!before) return [say("new", after.name)];
  const name = (item: { readonly name?: string; readonly opens: string }) =>
    item.name || pageName(item.opens);
  const old = new Map(itemsOf(before).map((item) => [item.id, item]));
  const now = new Map(itemsOf(after).map((item) => [item.id, item]));
  const oldGroups = new Map(menuOf(before).map((group) => [group.id, group]));
  const groups = new Set(menuOf(after).map((group) => group.id));
  const stayed = new Set([...now.keys()].filter((id) => old.has(id)));
  return [
    ...menuOf(after)
      .filter((group) => !oldGroups.has(group.id))
      .map((group) => say("groupAdded", group.name)),
    ...menuOf(before)
      .filter((group) => !groups.has(group.id))
      .map((group) => say("groupRemoved", group.name)),
    ...menuOf(after)
      .filter((group) => (oldGroups.get(group.id)?.name ?? group.name) !== group.name)
      .map((group) => say("groupRenamed", group.name)),
    ...[...now.values()].filter((item) => !old.has(item.id)).map((item) => say("pageAdded", name(item))),
    ...[...old.values()].filter((item) => !now.has(item.id)).map((item) => say("pageRemoved", name(item))),
    ...[...stayed]
      .filter((id) => !sameDocument(old.get(id), now.get(id)))
      .map((id) => say("pageChanged", name(now.get(id) ?? { opens: id }))),
    ...(orderOf(before, after, stayed) === orderOf(after, before, stayed) ? [] : [say("order")]),
    ...(["name", "description", "icon", "color"] as const)
      .filter((member) => (before[member] ?? "") !== (after[member] ?? ""))
      .map((member) => say(member)),
  ];
}

/** Order of the groups that both have, and of these pages with the group of each. */
const orderOf = (app: AppDraft, other: AppDraft, pages: ReadonlySet<string>): string => {
  const known = new Set(menuOf(other).map((group) => group.id));
  return [
    ...menuOf(app).flatMap((group) => (known.has(group.id) ? group.id : [])),
    ...itemsOf(app).flatMap((item) =>
      pages.has(item.id) ? `${groupWith(app, item.id)?.id}/${item.id}` : [],
    ),
  ].join();
};
