/** Carries a command out on an app; whatever it does not touch stays the very same object. */
import { withMembers } from "@/designing/model/canonical";
import type { Outcome, Reduce, Say } from "@/designing/model/command";
import { insertBefore, moveBefore } from "@/designing/model/lists";
import { withDocument } from "@/designing/model/workbench";
import type { AppCommand, AppDeed, CommandOf, Place } from "./commands";
import {
  type AppDraft,
  appDefaults,
  appOf,
  type GroupDraft,
  groupWith,
  type ItemDraft,
  itemDefaults,
  itemsOf,
  menuOf,
  takenIds,
} from "./documents";

type Refused = { readonly refused: Say };
type Step<Name extends AppDeed> = (app: AppDraft, command: CommandOf<Name>) => AppDraft | Refused;

const refused = (key: string): Refused => ({ refused: { key: `appDesigner:refused.${key}` } });

const blank = (text: string | undefined): boolean => text !== undefined && text.trim() === "";

const withMenu = (app: AppDraft, menu: readonly GroupDraft[]): AppDraft =>
  withMembers(app, { menu }, appDefaults);

const known = (app: AppDraft, group: string): boolean => menuOf(app).some((one) => one.id === group);

const mapGroup = (app: AppDraft, id: string, change: (group: GroupDraft) => GroupDraft): AppDraft =>
  withMenu(
    app,
    menuOf(app).map((group) => (group.id === id ? change(group) : group)),
  );

const put = (app: AppDraft, items: readonly ItemDraft[], at: Place): AppDraft =>
  mapGroup(app, at.group, (group) => ({
    ...group,
    items: insertBefore(group.items, items, at.before, (one) => one.id),
  }));

const without = (app: AppDraft, item: string): AppDraft => {
  const home = groupWith(app, item);
  return home
    ? mapGroup(app, home.id, (group) => ({ ...group, items: group.items.filter((one) => one.id !== item) }))
    : app;
};

const steps: { readonly [Name in AppDeed]: Step<Name> } = {
  "app.set": (app, { members }) =>
    blank(members.name) ? refused("blank") : withMembers<AppDraft>(app, members, appDefaults),
  "group.add": (app, { group, before }) =>
    takenIds(app).has(group.id)
      ? refused("twice")
      : withMenu(
          app,
          insertBefore(menuOf(app), [group], before, (one) => one.id),
        ),
  "group.rename": (app, { group, name }) => {
    if (!known(app, group)) return refused("group");
    return blank(name) ? refused("blank") : mapGroup(app, group, (one) => ({ ...one, name }));
  },
  "group.move": (app, { group, before }) =>
    known(app, group) ? withMenu(app, moveBefore(menuOf(app), group, before)) : refused("group"),
  "group.remove": (app, { group }) =>
    known(app, group)
      ? withMenu(
          app,
          menuOf(app).filter((one) => one.id !== group),
        )
      : refused("group"),
  "items.add": (app, { items, at, group }) => {
    const taken = takenIds(app);
    if ([...items, ...(group ? [group] : [])].some((one) => taken.has(one.id))) return refused("twice");
    const grown = group ? withMenu(app, [...menuOf(app), group]) : app;
    return known(grown, at.group) ? put(grown, items, at) : refused("group");
  },
  "item.set": (app, { item, members }) => {
    const home = groupWith(app, item);
    if (!home) return refused("item");
    return mapGroup(app, home.id, (group) => ({
      ...group,
      items: group.items.map((one) =>
        one.id === item ? withMembers<ItemDraft>(one, members, itemDefaults) : one,
      ),
    }));
  },
  "item.move": (app, { item, at }) => {
    const moved = itemsOf(app).find((one) => one.id === item);
    if (!moved) return refused("item");
    if (!known(app, at.group)) return refused("group");
    return at.before === item ? app : put(without(app, item), [moved], at);
  },
  "item.remove": (app, { item }) => (groupWith(app, item) ? without(app, item) : refused("item")),
};

export const reduceApp: Reduce<AppCommand> = (workbench, command): Outcome => {
  const app = appOf(workbench, command.app);
  const step = steps[command.do] as Step<AppDeed> | undefined;
  if (!app || !step) return refused("app");
  const outcome = step(app, command as CommandOf<AppDeed>);
  return "refused" in outcome ? outcome : { workbench: withDocument(workbench, outcome) };
};
