/** Places the items of a graph in rows and leads its edges around them; the same graph always looks the same. */
import { columnsOf } from "./columns";
import { type Item, type Link, type Ranks, ranksOf } from "./ranks";
import { type Rows, rowsOf } from "./rows";

export type Point = { readonly x: number; readonly y: number };
export type Box = Point & { readonly width: number; readonly height: number };

export type Line = {
  readonly id: string;
  readonly points: readonly Point[];
  /** The middle of what is written on the edge, or of its button. */
  readonly label: Point;
  readonly button: Point;
  readonly back: boolean;
};

export type Layout = {
  readonly boxes: ReadonlyMap<string, Box>;
  readonly lines: readonly Line[];
  readonly width: number;
  readonly height: number;
};

export const LABEL_HEIGHT = 28;
const GAP = 52;
const LABELLED_GAP = 96;
const BEND = 16;
const LANE = 28;
/** How far from the middle of a card an edge leaves or arrives that leads back. */
const ASIDE = 72;

export function layOut(items: readonly Item[], links: readonly Link[]): Layout {
  if (items.length === 0) return { boxes: new Map(), lines: [], width: 0, height: 0 };
  const ranks = ranksOf(items, links);
  const rows = rowsOf(items, ranks);
  const sheet = new Sheet(items, rows, ranks);
  return sheet.drawn();
}

class Sheet {
  private readonly x: ReadonlyMap<string, number>;
  private readonly top: readonly number[];
  private readonly bottom: readonly number[];
  private readonly size: ReadonlyMap<string, Item>;
  private readonly row = new Map<string, number>();
  private readonly width: number;

  private readonly ranks: Ranks;
  private readonly rows: Rows;
  private readonly forked: ReadonlySet<string>;

  constructor(items: readonly Item[], rows: Rows, ranks: Ranks) {
    this.rows = rows;
    this.ranks = ranks;
    this.size = new Map(items.map((item) => [item.id, item]));
    rows.rows.forEach((row, number) => {
      for (const cell of row) this.row.set(cell.id, number);
    });
    const middles = columnsOf(rows);
    const cells = rows.rows.flat();
    const left = Math.min(...cells.map((cell) => (middles.get(cell.id) ?? 0) - cell.width / 2));
    this.x = new Map([...middles].map(([id, x]) => [id, Math.round(x - left)]));
    this.width = Math.max(...cells.map((cell) => this.middle(cell.id) + cell.width / 2));
    const leaving = ranks.onward.map((link) => link.source);
    this.forked = new Set(leaving.filter((id, place) => leaving.indexOf(id) !== place));
    const { top, bottom } = this.heights();
    this.top = top;
    this.bottom = bottom;
  }

  drawn(): Layout {
    const boxes = new Map<string, Box>();
    for (const { id, width, height } of this.size.values()) {
      boxes.set(id, {
        x: this.middle(id) - width / 2,
        y: this.top[this.row.get(id) ?? 0] ?? 0,
        width,
        height,
      });
    }
    const lanes = this.ranks.back.length;
    return {
      boxes,
      lines: [
        ...this.ranks.onward.map((link) => this.onward(link)),
        ...this.ranks.back.map((link, lane) => this.backward(link, lane)),
      ],
      width: this.width + lanes * LANE,
      height: Math.max(0, ...this.bottom),
    };
  }

  private middle(cell: string): number {
    return this.x.get(cell) ?? 0;
  }

  private heights() {
    const labelled = new Set(
      this.ranks.onward.flatMap((link) => (link.label > 0 ? [this.row.get(link.source)] : [])),
    );
    const top: number[] = [];
    const bottom: number[] = [];
    // Edges that lead back to the first row come from above it.
    let y = this.ranks.back.length > 0 ? GAP / 2 : 0;
    this.rows.rows.forEach((row, number) => {
      top.push(y);
      y += Math.max(0, ...row.map((cell) => this.size.get(cell.item ?? "")?.height ?? 0));
      bottom.push(y);
      y += labelled.has(number) ? LABELLED_GAP : GAP;
    });
    return { top, bottom };
  }

  private onward(link: Link): Line {
    const way = this.rows.ways.get(link.id) ?? [];
    const first = this.row.get(link.source) ?? 0;
    const points: Point[] = [{ x: this.middle(link.source), y: this.under(link.source) }];
    way.slice(1).forEach((cell, hop) => {
      const [over, under] = [this.bottom[first + hop] ?? 0, this.top[first + hop + 1] ?? 0];
      const bend = hop === 0 && this.splits(link) ? over + BEND : under - BEND;
      const from = points.at(-1)?.x ?? 0;
      if (from !== this.middle(cell)) points.push({ x: from, y: bend }, { x: this.middle(cell), y: bend });
    });
    const target = this.row.get(link.target) ?? 0;
    points.push({ x: this.middle(link.target), y: this.top[target] ?? 0 });
    const x = this.middle(way[1] ?? link.target);
    const over = this.bottom[first] ?? 0;
    const label = { x, y: over + BEND + 6 + LABEL_HEIGHT / 2 };
    const button =
      link.label > 0
        ? { x, y: over + LABELLED_GAP - 26 }
        : { x: this.splits(link) ? x : this.middle(link.source), y: over + GAP / 2 + 2 };
    return { id: link.id, points, label, button, back: false };
  }

  /** Ways that part do so right below their card; ways that meet do so right above theirs. */
  private splits(link: Link): boolean {
    return this.forked.has(link.source) || link.label > 0;
  }

  /** Around everything on the right. */
  private backward(link: Link, lane: number): Line {
    const x = this.width + (lane + 1) * LANE - LANE / 2;
    const [source, target] = [this.middle(link.source) + ASIDE, this.middle(link.target) + ASIDE];
    const low = (this.bottom[this.row.get(link.source) ?? 0] ?? 0) + BEND / 2;
    const top = this.top[this.row.get(link.target) ?? 0] ?? 0;
    const high = top - BEND / 2 - 4;
    const points = [
      { x: source, y: this.under(link.source) },
      { x: source, y: low },
      { x, y: low },
      { x, y: high },
      { x: target, y: high },
      { x: target, y: top },
    ];
    const middle = { x, y: (low + high) / 2 };
    return { id: link.id, points, label: middle, button: { x, y: middle.y + LABEL_HEIGHT }, back: true };
  }

  private under(id: string): number {
    return (this.top[this.row.get(id) ?? 0] ?? 0) + (this.size.get(id)?.height ?? 0);
  }
}

/** The points as an SVG path with round corners. */
export function pathOf(points: readonly Point[], radius = 8): string {
  const [first, ...rest] = points;
  if (!first) return "";
  let path = `M${first.x} ${first.y}`;
  rest.forEach((corner, place) => {
    const before = points[place];
    const after = rest[place + 1];
    if (!before || !after) {
      path += `L${corner.x} ${corner.y}`;
      return;
    }
    const enter = towards(corner, before, radius);
    const leave = towards(corner, after, radius);
    path += `L${enter.x} ${enter.y}Q${corner.x} ${corner.y} ${leave.x} ${leave.y}`;
  });
  return path;
}

function towards(from: Point, to: Point, radius: number): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  if (length === 0) return from;
  const part = Math.min(radius, length / 2) / length;
  return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
}
