/** Everything that can be done to an app and its menu, as plain data. */
import type { Command } from "@/designing/model/command";
import type { AppDraft, GroupDraft, ItemDraft } from "./documents";

/** In a group before another page, or at its end. */
export type Place = { readonly group: string; readonly before: string | null };

type On<Name extends string, Members> = Command & { readonly do: Name; readonly app: string } & Members;

export type AppCommand =
  | On<"app.set", { readonly members: Partial<Pick<AppDraft, "name" | "description" | "icon" | "color">> }>
  | On<"group.add", { readonly group: GroupDraft; readonly before: string | null }>
  | On<"group.rename", { readonly group: string; readonly name: string }>
  | On<"group.move", { readonly group: string; readonly before: string | null }>
  /** Its pages leave the menu with it. */
  | On<"group.remove", { readonly group: string }>
  /** `group` is a new one, where the menu has none to put pages into. */
  | On<"items.add", { readonly items: readonly ItemDraft[]; readonly at: Place; readonly group?: GroupDraft }>
  | On<"item.set", { readonly item: string; readonly members: Partial<Pick<ItemDraft, "name" | "icon">> }>
  | On<"item.move", { readonly item: string; readonly at: Place }>
  | On<"item.remove", { readonly item: string }>;

export type AppDeed = AppCommand["do"];
export type CommandOf<Name extends AppDeed> = Extract<AppCommand, { readonly do: Name }>;
