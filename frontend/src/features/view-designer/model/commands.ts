/** Everything that can be done to a view, as plain data. */
import type { SortDocument } from "@/api/documents";
import type { Command } from "@/designing/model/command";
import type { Condition } from "@/lib/condition/condition";
import type { Json } from "@/lib/json";
import type { Item, LayoutDraft, LayoutType } from "./documents";

type On<Name extends string, Members> = Command & { readonly do: Name; readonly view: string } & Members;

export type ViewMembers = {
  readonly name?: string;
  readonly description?: string;
  /** Null: the entity's own form. */
  readonly form?: string | null;
  readonly locked?: boolean;
};

export type ViewCommand =
  | On<"view.set", { readonly members: ViewMembers }>
  | On<"filter.set", { readonly filter: Condition | null }>
  | On<"sort.set", { readonly sort: readonly SortDocument[] }>
  /** Another type, with what fits of the one before. */
  | On<"layout.switch", { readonly layout: LayoutDraft }>
  /** Settings of the layout that was there, not of one that somebody else chose meanwhile. */
  | On<"layout.set", { readonly type: LayoutType; readonly members: Readonly<Record<string, Json>> }>
  | On<"fields.show", { readonly fields: readonly string[]; readonly before: string | null }>
  | On<"field.move", { readonly field: string; readonly before: string | null }>
  | On<"fields.hide", { readonly fields: readonly string[] }>
  /** Columns as they were put on the preview: order, widths, sums, how many stay in sight. */
  | On<"columns.arrange", { readonly columns: readonly Item[]; readonly frozen: number }>;

export type ViewDeed = ViewCommand["do"];
export type CommandOf<Name extends ViewDeed> = Extract<ViewCommand, { readonly do: Name }>;
