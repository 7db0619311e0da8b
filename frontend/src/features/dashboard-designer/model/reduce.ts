/** Carries a command out on a board or a metric; whatever it does not touch stays the very same object. */
import { withMembers } from "@/designing/model/canonical";
import type { Outcome, Reduce, Say } from "@/designing/model/command";
import { insertBefore, moveBefore, replaceById } from "@/designing/model/lists";
import { type Workbench, withDocument } from "@/designing/model/workbench";
import type { BoardCommand, BoardDeed, CommandOf } from "./commands";
import {
  type BoardDraft,
  boardDefaults,
  boardOf,
  type CardDraft,
  cardDefaults,
  cardOf,
  type FilterDraft,
  filterDefaults,
  filterOf,
  metricDefaults,
  metricOf,
  type Places,
  type WallDraft,
  wallDefaults,
  wallPageDefaults,
} from "./documents";
import { fitted } from "./layout";

type Step<Name extends BoardDeed> = (
  board: BoardDraft,
  command: CommandOf<Name>,
  workbench: Workbench,
) => Outcome | BoardDraft;

const refused = (key: string, params?: Say["params"]): Outcome => ({
  refused: { key: `dashboardDesigner:refused.${key}`, ...(params ? { params } : {}) },
});

const mostCards = 60;
const blank = (text: unknown): boolean => typeof text === "string" && text.trim() === "";

const withBoard = (board: BoardDraft, members: Partial<BoardDraft>): BoardDraft =>
  withMembers(board, members, boardDefaults);

const withCard = (card: CardDraft, members: Partial<CardDraft>): CardDraft =>
  withMembers(card, members, cardDefaults[card.type]);

const withPlaces = (cards: readonly CardDraft[], places: Places = {}): readonly CardDraft[] =>
  cards.map((card) => {
    const place = places[card.id];
    return place ? withCard(card, fitted(place)) : card;
  });

const withFilters = (board: BoardDraft, filters: readonly FilterDraft[]): BoardDraft =>
  withBoard(board, { filters });

const withWall = (board: BoardDraft, members: Partial<WallDraft>): BoardDraft =>
  withBoard(board, { wall: withMembers(board.wall ?? {}, members, wallDefaults) });

/** Everything outside the cards that names one of those that are gone forgets it. */
function withoutCards(board: BoardDraft, gone: readonly string[]): BoardDraft {
  const left = (ids: readonly string[] = []) => ids.filter((id) => !gone.includes(id));
  const filters = (board.filters ?? []).map((one) =>
    one.off?.some((id) => gone.includes(id)) ? withMembers(one, { off: left(one.off) }, filterDefaults) : one,
  );
  const pages = (board.wall?.pages ?? []).map((page) =>
    page.widgets?.some((id) => gone.includes(id))
      ? withMembers(page, { widgets: left(page.widgets) }, wallPageDefaults)
      : page,
  );
  const next = withBoard(board, {
    widgets: board.widgets.filter((card) => !gone.includes(card.id)),
    phone: left(board.phone),
    filters,
  });
  return withWall(next, { pages });
}

const unknownCard = (board: BoardDraft, ids: readonly string[]): boolean =>
  ids.some((id) => !cardOf(board, id));

const steps: { readonly [Name in BoardDeed]: Step<Name> } = {
  "cards.add": (board, { cards, places }) => {
    if (board.widgets.length + cards.length > mostCards) return refused("tooMany", { count: mostCards });
    const ids = new Set([...board.widgets, ...cards].map((card) => card.id));
    if (ids.size < board.widgets.length + cards.length) return refused("twice");
    const added = cards.map((card) => withCard(card, {}));
    return withBoard(board, { widgets: [...withPlaces(board.widgets, places), ...added] });
  },
  "cards.place": (board, { places }) =>
    unknownCard(board, Object.keys(places))
      ? refused("card")
      : withBoard(board, { widgets: withPlaces(board.widgets, places) }),
  "cards.remove": (board, { cards }) =>
    unknownCard(board, cards) ? refused("card") : withoutCards(board, cards),
  "card.set": (board, { card, members }) => {
    const found = cardOf(board, card);
    if (!found) return refused("card");
    if (blank(members.name)) return refused("blank");
    return withBoard(board, { widgets: replaceById(board.widgets, withCard(found, members)) });
  },
  "card.turn": (board, { card }) =>
    cardOf(board, card.id)
      ? withBoard(board, { widgets: replaceById(board.widgets, withCard(card, {})) })
      : refused("card"),
  "filter.add": (board, { filter, before }) => {
    if (filterOf(board, filter.id)) return refused("twice");
    const made = withMembers(filter, {}, filterDefaults);
    return withFilters(
      board,
      insertBefore(board.filters ?? [], [made], before, (one) => one.id),
    );
  },
  "filter.set": (board, { filter, members }) => {
    const found = filterOf(board, filter);
    if (!found) return refused("filter");
    if (blank(members.name)) return refused("blank");
    if (unknownCard(board, members.off ?? [])) return refused("card");
    return withFilters(board, replaceById(board.filters ?? [], withMembers(found, members, filterDefaults)));
  },
  "filter.move": (board, { filter, before }) =>
    filterOf(board, filter)
      ? withFilters(board, moveBefore(board.filters ?? [], filter, before))
      : refused("filter"),
  "filter.remove": (board, { filter }) =>
    filterOf(board, filter)
      ? withFilters(
          board,
          (board.filters ?? []).filter((one) => one.id !== filter),
        )
      : refused("filter"),
  "phone.set": (board, { order }) =>
    unknownCard(board, order) ? refused("card") : withBoard(board, { phone: [...new Set(order)] }),
  "wall.set": (board, { members }) => {
    const pages = members.pages?.map((page) => withMembers(page, {}, wallPageDefaults));
    if (pages?.some((page) => unknownCard(board, page.widgets ?? []))) return refused("card");
    if (pages?.some((page) => blank(page.name))) return refused("blank");
    return withWall(board, pages ? { ...members, pages } : members);
  },
  "board.set": (board, { members }) => (blank(members.name) ? refused("blank") : withBoard(board, members)),
  "metric.set": (_board, { metric, members }, workbench) => {
    const found = metricOf(workbench, metric);
    if (!found) return refused("metric");
    if (blank(members.name)) return refused("blank");
    return { workbench: withDocument(workbench, withMembers(found, members, metricDefaults)) };
  },
};

export const reduceBoard: Reduce<BoardCommand> = (workbench, command) => {
  const board = boardOf(workbench, command.board);
  const step = steps[command.do] as Step<BoardDeed> | undefined;
  if (!board || !step) return refused("board");
  const outcome = step(board, command as CommandOf<BoardDeed>, workbench);
  return "refused" in outcome || "workbench" in outcome
    ? (outcome as Outcome)
    : { workbench: withDocument(workbench, outcome) };
};
