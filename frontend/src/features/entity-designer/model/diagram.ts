/** Entities as boxes and links as lines: where everything stands, worked out from the documents alone. */
import type { EntityDraft, FieldSpec } from "@/designing/fields/documents";

export type DiagramLink = {
  /** Entity and field. */
  readonly id: string;
  readonly from: string;
  readonly field: string;
  readonly to: string;
  readonly name: string;
  /** What the other side calls these records; empty where nobody said. */
  readonly inverse: string;
  readonly many: boolean;
};

export type Box = {
  readonly id: string;
  readonly name: string;
  readonly fields: number;
  readonly links: readonly DiagramLink[];
  /** An entity of another app: it is shown where a link leads there. */
  readonly foreign: boolean;
  readonly left: number;
  readonly top: number;
  readonly height: number;
};

export type Line = DiagramLink & {
  readonly path: string;
  /** Where the cardinality is written: at the link's own end and at the other. */
  readonly ends: readonly [Point, Point];
};

type Point = { readonly x: number; readonly y: number };

export type Diagram = {
  readonly boxes: readonly Box[];
  readonly lines: readonly Line[];
  readonly width: number;
  readonly height: number;
};

export const boxWidth = 192;
const headHeight = 44;
const rowHeight = 28;
const gap = { across: 104, down: 24 };
const margin = 24;

export const linkFields = (entity: EntityDraft): readonly FieldSpec[] =>
  entity.fields.filter((field) => field.type === "link");

const linkOf = (entity: EntityDraft, field: FieldSpec): DiagramLink => ({
  id: `${entity.id}.${field.id}`,
  from: entity.id,
  field: field.id,
  to: String(field.entity),
  name: field.name,
  inverse: typeof field.inverse === "string" ? field.inverse : "",
  many: field.many === true,
});

export const linksOf = (entities: readonly EntityDraft[]): readonly DiagramLink[] =>
  entities.flatMap((entity) => linkFields(entity).map((field) => linkOf(entity, field)));

type Node = Pick<Box, "id" | "name" | "fields" | "links" | "foreign" | "height">;

const heightOf = (links: number): number => headHeight + rowHeight * links + (links > 0 ? 6 : 0);

function nodesOf(
  entities: readonly EntityDraft[],
  links: readonly DiagramLink[],
  nameOf: (id: string) => string,
): readonly Node[] {
  const own = entities.map((entity): Node => {
    const out = links.filter((link) => link.from === entity.id);
    const { id, name, fields } = entity;
    return { id, name, fields: fields.length, links: out, foreign: false, height: heightOf(out.length) };
  });
  const known = new Set(entities.map((entity) => entity.id));
  const elsewhere = [...new Set(links.map((link) => link.to).filter((id) => !known.has(id)))];
  return [
    ...own,
    ...elsewhere.map(
      (id): Node => ({
        id,
        name: nameOf(id),
        fields: 0,
        links: [],
        foreign: true,
        height: heightOf(0),
      }),
    ),
  ];
}

/**
 * Columns: first what links to nothing else, then what links to that, and so on by the shortest way, so that lines lead
 * to the next column or stay in their own. Of a ring the box that most links lead to comes first.
 */
function ranksOf(nodes: readonly Node[]): ReadonlyMap<string, number> {
  const ranks = new Map<string, number>();
  const asked = (id: string) =>
    nodes.reduce((sum, one) => sum + one.links.filter((link) => link.to === id).length, 0);
  const targets = (node: Node) => node.links.map((link) => link.to).filter((to) => to !== node.id);
  for (const node of nodes) if (targets(node).length === 0) ranks.set(node.id, 0);
  for (let rank = 1; ranks.size < nodes.length; rank += 1) {
    const open = nodes.filter((node) => !ranks.has(node.id));
    const next = open.filter((node) => targets(node).some((to) => ranks.get(to) === rank - 1));
    for (const node of next) ranks.set(node.id, rank);
    if (next.length > 0) continue;
    const [first] = [...open].sort((one, other) => asked(other.id) - asked(one.id));
    if (first) ranks.set(first.id, 0);
    rank = 0;
  }
  return ranks;
}

/** Boxes of each column from top to bottom: near to what they lead to, the busiest first where nothing decides. */
function columnsOf(nodes: readonly Node[]): readonly (readonly Node[])[] {
  const ranks = ranksOf(nodes);
  const degree = (node: Node) =>
    node.links.length +
    nodes.reduce((sum, one) => sum + one.links.filter((link) => link.to === node.id).length, 0);
  const columns: Node[][] = [];
  for (const node of nodes) {
    const at = ranks.get(node.id) ?? 0;
    const column = columns[at] ?? [];
    columns[at] = [...column, node];
  }
  const place = new Map<string, number>();
  return columns.map((column) => {
    const weight = (node: Node) => {
      const ends = node.links.flatMap((link) => place.get(link.to) ?? []);
      return ends.length === 0 ? 0 : ends.reduce((sum, one) => sum + one, 0) / ends.length;
    };
    const sorted = [...column].sort(
      (one, other) => weight(one) - weight(other) || degree(other) - degree(one),
    );
    for (const [at, node] of sorted.entries()) place.set(node.id, (at + 0.5) / sorted.length);
    return sorted;
  });
}

/** The same documents always give the same picture: what others point to stands left of what points to it. */
export function diagramOf(entities: readonly EntityDraft[], nameOf: (id: string) => string): Diagram {
  const links = linksOf(entities);
  const columns = columnsOf(nodesOf(entities, links, nameOf));
  const tall = (column: readonly Node[]) =>
    column.reduce((sum, node) => sum + node.height + gap.down, -gap.down);
  const tallest = Math.max(0, ...columns.map(tall));
  const boxes = columns.flatMap((column, at) => {
    let top = margin + (tallest - tall(column)) / 2;
    return column.map((node): Box => {
      const box = { ...node, left: margin + at * (boxWidth + gap.across), top };
      top += node.height + gap.down;
      return box;
    });
  });
  const byId = new Map(boxes.map((box) => [box.id, box]));
  return {
    boxes,
    lines: links.flatMap((link) => lineOf(link, byId.get(link.from), byId.get(link.to)) ?? []),
    // Room for the lines around the last column.
    width: margin * 2 + columns.length * (boxWidth + gap.across) + 24,
    height: margin * 2 + tallest,
  };
}

function lineOf(link: DiagramLink, from: Box | undefined, to: Box | undefined): Line | undefined {
  if (!from || !to) return undefined;
  const row = from.links.indexOf(link);
  const y = from.top + headHeight + rowHeight * (row + 0.5);
  const end = to.top + headHeight / 2;
  const course = courseOf(from, to, Math.abs(end - y));
  const path = `M ${course.start} ${y} C ${course.out} ${y}, ${course.back} ${end}, ${course.stop} ${end}`;
  const own = { x: course.start + 12 * Math.sign(course.out - course.start), y: y - 6 };
  const other = { x: course.stop + 12 * Math.sign(course.back - course.stop), y: end - 6 };
  return { ...link, path, ends: [own, other] };
}

type Course = { readonly start: number; readonly out: number; readonly back: number; readonly stop: number };

/** Between columns a line takes the gap; within one it goes around the right side, the further the wider. */
function courseOf(from: Box, to: Box, height: number): Course {
  const [left, right] = [from.left, from.left + boxWidth];
  if (to.left < left) {
    const stop = to.left + boxWidth;
    const bend = Math.max(40, (left - stop) / 2);
    return { start: left, out: left - bend, back: stop + bend, stop };
  }
  if (to.left > left) {
    const bend = Math.max(40, (to.left - right) / 2);
    return { start: right, out: right + bend, back: to.left - bend, stop: to.left };
  }
  const bend = Math.min(gap.across + 24, 48 + height / 5);
  return { start: right, out: right + bend, back: right + bend, stop: right };
}

const directions = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
} as const;

export const isDirection = (key: string): key is keyof typeof directions => key in directions;

/** The nearest box in a direction; what lies straight ahead counts as nearer. */
export function boxTowards(boxes: readonly Box[], id: string, key: keyof typeof directions): Box | undefined {
  const here = boxes.find((box) => box.id === id);
  if (!here) return undefined;
  const { x, y } = directions[key];
  const away = (box: Box) => {
    const across = box.left - here.left;
    const down = box.top + box.height / 2 - here.top - here.height / 2;
    const ahead = x === 0 ? down * y : across * x;
    const aside = x === 0 ? Math.abs(across) : Math.abs(down);
    return ahead <= 0 ? Number.POSITIVE_INFINITY : ahead + aside * 2;
  };
  const ranked = boxes
    .filter((box) => box !== here && away(box) < Number.POSITIVE_INFINITY)
    .sort((one, other) => away(one) - away(other));
  return ranked[0];
}
