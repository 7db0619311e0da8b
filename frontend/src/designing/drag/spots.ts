/** Where a drop would land: one hit test for pointer and keyboard, the same from above and from below. */

export type Box = {
  readonly id: string;
  /** The section that it stands in. */
  readonly group: string;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  /** Of a section: its fields stand beside each other in their order, as tabs do. */
  readonly row?: boolean;
};

export type Line = {
  readonly left: number;
  readonly top: number;
  readonly length: number;
  readonly upright: boolean;
};

export type DropSpot = {
  readonly group: string;
  readonly before: string | null;
  /** Into the row of this one, instead of a row of its own. */
  readonly beside: string | undefined;
  readonly line: Line;
};

type Point = { readonly x: number; readonly y: number };

const edge = 0.2;
/** How far from a section a drop still counts for it. */
const reach = 40;

const rowsIn = (boxes: readonly Box[]): readonly (readonly Box[])[] => {
  const rows: Box[][] = [];
  for (const box of boxes) {
    const row = rows.at(-1);
    if (row?.[0] && Math.abs(row[0].top - box.top) < 4) row.push(box);
    else rows.push([box]);
  }
  return rows;
};

const bottomOf = (row: readonly Box[]): number => Math.max(...row.map((box) => box.bottom));

function groupAt(point: Point, groups: readonly Box[]): Box | undefined {
  const away = (box: Box) => Math.max(box.top - point.y, point.y - box.bottom, 0);
  const near = groups.filter(
    (box) => point.x >= box.left - reach && point.x <= box.right + reach && away(box) <= reach,
  );
  return near.sort((one, other) => away(one) - away(other))[0];
}

/** Every row boundary of a section, from above the first row to below the last. */
function boundaries(group: Box, boxes: readonly Box[]): readonly DropSpot[] {
  const rows = rowsIn(boxes);
  const spot = (before: string | null, top: number): DropSpot => ({
    group: group.id,
    before,
    beside: undefined,
    line: { left: group.left, top, length: group.right - group.left, upright: false },
  });
  const first = rows[0]?.[0];
  if (!first) return [spot(null, (group.top + group.bottom) / 2)];
  return [
    ...rows.map((row, at) => {
      const above = rows[at - 1];
      const top = row[0]?.top ?? group.top;
      return spot(row[0]?.id ?? null, above ? (bottomOf(above) + top) / 2 : top - 6);
    }),
    spot(null, bottomOf(rows.at(-1) ?? []) + 6),
  ];
}

/** Every place between fields that stand beside each other, line by line. */
function gaps(group: Box, boxes: readonly Box[]): readonly DropSpot[] {
  const spot = (before: string | null, left: number, box: Box): DropSpot => ({
    group: group.id,
    before,
    beside: undefined,
    line: { left, top: box.top, length: box.bottom - box.top, upright: true },
  });
  const last = boxes.at(-1);
  if (!last)
    return [spot(null, group.left + 6, { ...group, bottom: Math.min(group.bottom, group.top + 40) })];
  return [...boxes.map((box) => spot(box.id, box.left - 3, box)), spot(null, last.right + 3, last)];
}

/** Whichever line is nearer counts for more than how far along it. */
const awayFrom = (point: Point, { line }: DropSpot): number =>
  line.upright
    ? Math.max(line.top - point.y, point.y - line.top - line.length, 0) * 1000 + Math.abs(line.left - point.x)
    : Math.abs(line.top - point.y);

const placesOf = (group: Box, boxes: readonly Box[]): readonly DropSpot[] =>
  group.row ? gaps(group, boxes) : boundaries(group, boxes);

function besideSpot(point: Point, box: Box, boxes: readonly Box[]): DropSpot | undefined {
  const share = (point.x - box.left) / (box.right - box.left);
  if (share >= edge && share <= 1 - edge) return undefined;
  const left = share < edge;
  const next = boxes[boxes.indexOf(box) + 1];
  return {
    group: box.group,
    before: left ? box.id : (next?.id ?? null),
    beside: box.id,
    line: {
      left: left ? box.left - 6 : box.right + 6,
      top: box.top,
      length: box.bottom - box.top,
      upright: true,
    },
  };
}

/**
 * `groups` are the sections, `boxes` their fields in reading order; undefined outside all of them. `sideways` lets a
 * drop stand in the row of a field, at its edge.
 */
export function spotAt(
  point: Point,
  groups: readonly Box[],
  boxes: readonly Box[],
  sideways = true,
): DropSpot | undefined {
  const group = groupAt(point, groups);
  if (!group) return undefined;
  const own = boxes.filter((box) => box.group === group.id);
  const hit = own.find(
    (box) => point.x >= box.left && point.x <= box.right && point.y >= box.top && point.y <= box.bottom,
  );
  const beside = sideways && hit && !group.row ? besideSpot(point, hit, own) : undefined;
  if (beside) return beside;
  return placesOf(group, own).reduce((best, one) =>
    awayFrom(point, one) < awayFrom(point, best) ? one : best,
  );
}

/** All places of all sections, in reading order: what the arrow keys step through. */
export const stepsOf = (groups: readonly Box[], boxes: readonly Box[]): readonly DropSpot[] =>
  groups.flatMap((group) =>
    placesOf(
      group,
      boxes.filter((box) => box.group === group.id),
    ),
  );
