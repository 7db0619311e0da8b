/** How far a draft is ahead of the view that runs, one sentence for each place. */
import { sameDocument } from "@/designing/model/canonical";
import type { Say } from "@/designing/model/command";
import { itemsOf, settingOf, settingsOf, type ViewDraft } from "./documents";

export function viewDifferences(
  before: ViewDraft | null,
  after: ViewDraft,
  nameOf: (path: string) => string,
): readonly Say[] {
  const say = (key: string, params?: Say["params"]): Say => ({
    key: `viewDesigner:difference.${key}`,
    ...(params ? { params } : {}),
  });
  if (!before) return [say("new", { name: after.name })];
  const members = (["name", "description", "form", "locked", "filter", "sort"] as const).filter(
    (member) => !sameDocument(before[member] ?? null, after[member] ?? null),
  );
  const type = after.layout.type;
  const switched = before.layout.type !== type;
  const settings = switched
    ? []
    : settingsOf(type).filter(
        (name) => !sameDocument(settingOf(before.layout, name), settingOf(after.layout, name)),
      );
  return [
    ...members.map((member) => say(member)),
    ...(switched ? [say(`type_${type}`)] : []),
    ...settings.map((name) => say(`setting_${name}`)),
    ...itemDifferences(before, after, switched).map(({ key, field }) =>
      say(key, field === undefined ? undefined : { name: nameOf(field) }),
    ),
  ];
}

type Difference = { readonly key: string; readonly field?: string };

function itemDifferences(before: ViewDraft, after: ViewDraft, switched: boolean): readonly Difference[] {
  const old = itemsOf(before.layout);
  const now = itemsOf(after.layout);
  const had = new Map(old.map((item) => [item.field, item]));
  const has = new Set(now.map((item) => item.field));
  const stayed = now.filter((item) => had.has(item.field));
  const order = old.filter((item) => has.has(item.field)).map((item) => item.field);
  return [
    ...now.filter((item) => !had.has(item.field)).map(({ field }) => ({ key: "shown", field })),
    ...old.filter((item) => !has.has(item.field)).map(({ field }) => ({ key: "hidden", field })),
    // A card keeps no widths: what the type took with it is told as the type.
    ...(switched ? [] : stayed)
      .filter((item) => !sameDocument(had.get(item.field), item))
      .map(({ field }) => ({ key: "changed", field })),
    ...(order.join() === stayed.map((item) => item.field).join() ? [] : [{ key: "order" }]),
  ];
}
