/** Changes of lists that keep the old one; places are named by the item that comes after, which survives a merge. */

type Identified = { readonly id: string };

/** Puts `items` before the one with the id `before`; at the end for null or where that one is gone. */
export function insertBefore<T>(
  list: readonly T[],
  items: readonly T[],
  before: string | null,
  idOf: (item: T) => string,
): readonly T[] {
  const found = before === null ? -1 : list.findIndex((one) => idOf(one) === before);
  const at = found < 0 ? list.length : found;
  return [...list.slice(0, at), ...items, ...list.slice(at)];
}

export const moveBefore = <T extends Identified>(
  list: readonly T[],
  id: string,
  before: string | null,
): readonly T[] => {
  const moved = list.filter((one) => one.id === id);
  const rest = list.filter((one) => one.id !== id);
  return before === id ? list : insertBefore(rest, moved, before, (one) => one.id);
};

export const replaceById = <T extends Identified>(list: readonly T[], item: T): readonly T[] =>
  list.map((one) => (one.id === item.id ? item : one));

/** The id that an item now stands before, where it is to be moved `step` places; undefined at either end. */
export function stepTarget(ids: readonly string[], id: string, step: 1 | -1): string | null | undefined {
  const at = ids.indexOf(id);
  const to = at + step;
  if (at < 0 || to < 0 || to >= ids.length) return undefined;
  return step < 0 ? (ids[to] ?? null) : (ids[to + 1] ?? null);
}
