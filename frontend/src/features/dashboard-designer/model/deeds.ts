/** What an author does, as commands: where things go and what the step is called is decided here. */
import { newItemId } from "@/designing/ids";
import { sameDocument } from "@/designing/model/canonical";
import type { Say } from "@/designing/model/command";
import { stepTarget } from "@/designing/model/lists";
import type { BoardCommand, CommandOf } from "./commands";
import {
  type BoardDraft,
  type CardDraft,
  cardOf,
  type FilterDraft,
  type MetricDraft,
  type Place,
  placeOf,
  type WallDraft,
} from "./documents";
import { freeSpot, inReadingOrder, madeRoom, tidied } from "./layout";

export type Selection =
  | { readonly kind: "board" }
  | { readonly kind: "cards"; readonly ids: readonly string[] }
  | { readonly kind: "filter"; readonly id: string };

const say = (key: string, params?: Say["params"]): Say => ({
  key: `dashboardDesigner:step.${key}`,
  ...(params ? { params } : {}),
});

const many = (key: string, names: readonly string[]): Say =>
  names.length > 1
    ? say(`${key}Many`, { name: names[0] ?? "", count: names.length })
    : say(key, { name: names[0] ?? "" });

const idsOn = (board: BoardDraft): ReadonlySet<string> => new Set(board.widgets.map((card) => card.id));

/** New cards in the first holes that are large enough; ids are made here. */
export function addCards(
  board: BoardDraft,
  cards: readonly CardDraft[],
  step: "add" | "paste" | "duplicate" = "add",
): CommandOf<"cards.add"> {
  const standing: CardDraft[] = [...board.widgets];
  const added = cards.map((card) => {
    const { w, h } = placeOf(card);
    const id = newItemId("c", new Set(standing.map((one) => one.id)));
    const made = { ...card, id, ...freeSpot(standing, w, h) };
    standing.push(made);
    return made;
  });
  const names = added.map((card) => card.name);
  return { do: "cards.add", board: board.id, cards: added, say: many(step, names) };
}

export function duplicate(
  board: BoardDraft,
  ids: readonly string[],
  nameOf: (card: CardDraft) => string,
): CommandOf<"cards.add"> {
  const copies = ids
    .flatMap((id) => cardOf(board, id) ?? [])
    .map((card) => ({ ...card, name: nameOf(card) }));
  return addCards(board, copies, "duplicate");
}

/** To this place; what is in the way goes down. Undefined where nothing would change. */
export function placeCard(board: BoardDraft, id: string, place: Place): BoardCommand | undefined {
  const card = cardOf(board, id);
  if (!card) return undefined;
  const places = madeRoom(board.widgets, { [id]: place });
  if (Object.keys(places).length === 0) return undefined;
  const { w, h } = placeOf(card);
  const step = w === place.w && h === place.h ? "move" : "resize";
  return { do: "cards.place", board: board.id, places, say: say(step, { name: card.name }) };
}

export type Nudge = Partial<Readonly<Record<keyof Place, number>>>;

/** One cell further, wider or higher; steps in a row on one card are one step of the history. */
export function nudge(board: BoardDraft, id: string, by: Nudge): BoardCommand | undefined {
  const card = cardOf(board, id);
  if (!card) return undefined;
  const { x, y, w, h } = placeOf(card);
  const place = { x: x + (by.x ?? 0), y: y + (by.y ?? 0), w: w + (by.w ?? 0), h: h + (by.h ?? 0) };
  return placeCard(board, id, place);
}

export function tidy(board: BoardDraft): BoardCommand | undefined {
  const places = tidied(board.widgets);
  return Object.keys(places).length === 0
    ? undefined
    : { do: "cards.place", board: board.id, places, say: say("tidy") };
}

export const removeCards = (board: BoardDraft, ids: readonly string[]): BoardCommand => ({
  do: "cards.remove",
  board: board.id,
  cards: ids,
  say: many(
    "remove",
    ids.flatMap((id) => cardOf(board, id)?.name ?? []),
  ),
});

export function setCard(
  board: BoardDraft,
  card: CardDraft,
  members: Partial<CardDraft>,
): BoardCommand | undefined {
  const changed = Object.entries(members).some(([name, value]) => !sameDocument(card[name], value));
  return changed
    ? {
        do: "card.set",
        board: board.id,
        card: card.id,
        members,
        same: `card.${card.id}.${Object.keys(members).join()}`,
        say: say("card", { name: members.name ?? card.name }),
      }
    : undefined;
}

export const turnCard = (board: BoardDraft, card: CardDraft): BoardCommand => ({
  do: "card.turn",
  board: board.id,
  card,
  say: say("turn", { name: card.name }),
});

export function addFilter(board: BoardDraft, filter: Omit<FilterDraft, "id">): CommandOf<"filter.add"> {
  const taken = new Set((board.filters ?? []).map((one) => one.id));
  return {
    do: "filter.add",
    board: board.id,
    filter: { ...filter, id: newItemId("f", taken) },
    before: null,
    say: say("addFilter", { name: filter.name }),
  };
}

export const setFilter = (
  board: BoardDraft,
  filter: FilterDraft,
  members: Partial<FilterDraft>,
): BoardCommand => ({
  do: "filter.set",
  board: board.id,
  filter: filter.id,
  members,
  same: `filter.${filter.id}.${Object.keys(members).join()}`,
  say: say("filter", { name: members.name ?? filter.name }),
});

export function moveFilter(board: BoardDraft, filter: FilterDraft, step: 1 | -1): BoardCommand | undefined {
  const before = stepTarget(
    (board.filters ?? []).map((one) => one.id),
    filter.id,
    step,
  );
  return before === undefined
    ? undefined
    : {
        do: "filter.move",
        board: board.id,
        filter: filter.id,
        before,
        say: say("moveFilter", { name: filter.name }),
      };
}

export const removeFilter = (board: BoardDraft, filter: FilterDraft): BoardCommand => ({
  do: "filter.remove",
  board: board.id,
  filter: filter.id,
  say: say("removeFilter", { name: filter.name }),
});

export const setMetric = (
  board: BoardDraft,
  metric: MetricDraft,
  members: Partial<MetricDraft>,
): BoardCommand => ({
  do: "metric.set",
  board: board.id,
  metric: metric.id,
  members,
  same: `metric.${metric.id}.${Object.keys(members).join()}`,
  say: say("metric", { name: members.name ?? metric.name }),
});

export const setBoard = (board: BoardDraft, members: CommandOf<"board.set">["members"]): BoardCommand => ({
  do: "board.set",
  board: board.id,
  members,
  same: `board.${Object.keys(members).join()}`,
  say: say("board"),
});

export const setWall = (board: BoardDraft, members: Partial<WallDraft>): BoardCommand => ({
  do: "wall.set",
  board: board.id,
  members,
  same: `wall.${Object.keys(members).join()}`,
  say: say("wall"),
});

/** Every card in the order of a narrow screen: the named ones first, the others as they are laid out. */
export function phoneOrder(board: BoardDraft): readonly CardDraft[] {
  const named = (board.phone ?? []).flatMap((id) => cardOf(board, id) ?? []);
  const rest = inReadingOrder(board.widgets).filter((card) => !named.includes(card));
  return [...named, ...rest];
}

export const setPhone = (board: BoardDraft, order: readonly string[]): BoardCommand => ({
  do: "phone.set",
  board: board.id,
  order,
  say: say("phone"),
});

/** Selected cards that are still there. */
export function shownSelection(board: BoardDraft, selection: Selection): Selection {
  if (selection.kind === "filter") {
    return board.filters?.some((one) => one.id === selection.id) ? selection : { kind: "board" };
  }
  if (selection.kind === "board") return selection;
  const there = idsOn(board);
  const ids = selection.ids.filter((id) => there.has(id));
  return ids.length === 0 ? { kind: "board" } : { kind: "cards", ids };
}
