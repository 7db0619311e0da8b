/** Everything that can be done to a board and its metrics, as plain data. */
import type { Command } from "@/designing/model/command";
import type { CardDraft, FilterDraft, MetricDraft, Places, WallDraft } from "./documents";

type On<Name extends string, Members> = Command & { readonly do: Name; readonly board: string } & Members;

export type BoardCommand =
  /** `places` are those of other cards that make room. */
  | On<"cards.add", { readonly cards: readonly CardDraft[]; readonly places?: Places }>
  | On<"cards.place", { readonly places: Places }>
  | On<"cards.remove", { readonly cards: readonly string[] }>
  | On<"card.set", { readonly card: string; readonly members: Partial<CardDraft> }>
  /** Another type of card with the same id: what the new type does not know is gone. */
  | On<"card.turn", { readonly card: CardDraft }>
  | On<"filter.add", { readonly filter: FilterDraft; readonly before: string | null }>
  | On<"filter.set", { readonly filter: string; readonly members: Partial<FilterDraft> }>
  | On<"filter.move", { readonly filter: string; readonly before: string | null }>
  | On<"filter.remove", { readonly filter: string }>
  /** Empty: in the order in which the cards are laid out. */
  | On<"phone.set", { readonly order: readonly string[] }>
  | On<"wall.set", { readonly members: Partial<WallDraft> }>
  | On<"board.set", { readonly members: { readonly name?: string; readonly description?: string } }>
  | On<"metric.set", { readonly metric: string; readonly members: Partial<MetricDraft> }>;

export type BoardDeed = BoardCommand["do"];
export type CommandOf<Name extends BoardDeed> = Extract<BoardCommand, { readonly do: Name }>;
