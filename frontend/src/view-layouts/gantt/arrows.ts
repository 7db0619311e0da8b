/** Arrows from what comes first to what waits for it, as paths over the rows. */

import { idOf, listOf } from "@/field-cells/cell";
import type { Json } from "@/lib/json";

export type Bar = {
  readonly id: string;
  readonly row: number;
  readonly left: number;
  readonly right: number;
  /** Ids of what comes first. */
  readonly after: readonly string[];
};

export type Arrow = {
  readonly key: string;
  readonly path: string;
  /** It begins before that has ended. */
  readonly early: boolean;
};

const bend = 8;

export const idsOf = (value: Json): readonly string[] => listOf(value).map(idOf).filter(Boolean);

export function arrowsOf(bars: readonly Bar[], height: number): readonly Arrow[] {
  const byId = new Map(bars.map((bar) => [bar.id, bar]));
  const middle = (bar: Bar) => bar.row * height + height / 2;
  return bars.flatMap((bar) =>
    bar.after.flatMap((id) => {
      const from = byId.get(id);
      if (!from || from.id === bar.id) return [];
      const [x, y, toX, toY] = [from.right, middle(from), bar.left, middle(bar)];
      const early = toX < x;
      const between = y + (toY > y ? 1 : -1) * (height / 2);
      const path = early
        ? `M${x} ${y}h${bend}V${between}H${toX - bend}V${toY}h${bend}`
        : `M${x} ${y}H${Math.min(x + bend, (x + toX) / 2)}V${toY}H${toX}`;
      return [{ key: `${id}>${bar.id}`, path, early }];
    }),
  );
}
