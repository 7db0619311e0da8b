/** A small seeded generator for property tests: the same seed gives the same choices. */

export type Chance = {
  /** 0 ≤ n < bound */
  readonly below: (bound: number) => number;
  readonly pick: <T>(items: readonly T[]) => T | undefined;
  readonly flip: () => boolean;
};

export function chance(seed: number): Chance {
  let state = (seed * 2654435761) >>> 0 || 1;
  const below = (bound: number): number => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return bound <= 0 ? 0 : state % bound;
  };
  return { below, pick: (items) => items[below(items.length)], flip: () => below(2) === 0 };
}
