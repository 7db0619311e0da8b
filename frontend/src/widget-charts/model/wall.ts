/** Cards of a wall page: as they stand on the board, without the empty rows of those that are not there. */

export type WallCard = {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
};

export type WallPage = {
  readonly id: string;
  readonly name: string;
  readonly cards: readonly WallCard[];
  /** Rows that the page has. */
  readonly rows: number;
};

type PageDocument = {
  readonly id: string;
  readonly name: string;
  readonly widgets?: readonly string[];
};

/** Rows that no card of the page touches are left out. */
function closed(cards: readonly WallCard[]): readonly WallCard[] {
  const used = new Set(cards.flatMap((card) => Array.from({ length: card.h }, (_, at) => card.y + at)));
  const emptyAbove = (y: number) =>
    Array.from({ length: y }, (_, at) => at).filter((at) => !used.has(at)).length;
  return cards.map((card) => ({ ...card, y: card.y - emptyAbove(card.y) }));
}

const pageOf = (id: string, name: string, cards: readonly WallCard[]): WallPage => {
  const shown = closed(cards);
  return { id, name, cards: shown, rows: Math.max(1, ...shown.map((card) => card.y + card.h)) };
};

/** Rows of cells that a screen of 16 to 9 shows at their usual height. */
const onScreen = 22;

/** Cards that stand side by side or reach into each other's rows. */
function bands(cards: readonly WallCard[]): readonly (readonly WallCard[])[] {
  const found: WallCard[][] = [];
  let bottom = 0;
  for (const card of [...cards].sort((one, other) => one.y - other.y || one.x - other.x)) {
    const band = found.at(-1);
    if (band && card.y < bottom) band.push(card);
    else found.push([card]);
    bottom = Math.max(bottom, card.y + card.h);
  }
  return found;
}

/** As many bands to a page as a screen shows. */
function screens(cards: readonly WallCard[]): readonly WallPage[] {
  const found: WallCard[][] = [];
  for (const band of bands(cards)) {
    const page = found.at(-1);
    if (page && pageOf("", "", [...page, ...band]).rows <= onScreen) page.push(...band);
    else found.push([...band]);
  }
  return found.map((page, at) => pageOf(`screen${at + 1}`, "", page));
}

/** The pages that are told, those without a card left out; else the board, a screen at a time. */
export function wallPages(cards: readonly WallCard[], pages: readonly PageDocument[]): readonly WallPage[] {
  const made = pages
    .map((page) =>
      pageOf(
        page.id,
        page.name,
        cards.filter((card) => page.widgets?.includes(card.id)),
      ),
    )
    .filter((page) => page.cards.length > 0);
  return made.length > 0 ? made : screens(cards);
}
