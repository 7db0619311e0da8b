/** Which side of each conflict of an upgrade is taken, and what is sent for it. */
import type { Conflict, Place, UpgradePreview, UpgradeWish } from "../upgrade";

export const placeKey = (place: Place): string => JSON.stringify([place.object, place.path]);

/** Records hold data there, so that the package cannot take it away. */
export const mayTake = (conflict: Conflict): boolean =>
  conflict.records === 0 && !(conflict.reason === "invalid");

export function wishOf(
  preview: UpgradePreview,
  chosen: ReadonlySet<string>,
  slots: Readonly<Record<string, string>>,
): UpgradeWish {
  const theirs = preview.conflicts
    .filter((one) => mayTake(one) && chosen.has(placeKey(one)))
    .map(({ object, path }) => ({ object, path }));
  return { revision: preview.revision, version: preview.version, theirs, slots, accept_empty: true };
}

export type ObjectGroup<T extends Place> = {
  readonly id: string;
  readonly name: string;
  readonly rows: readonly T[];
};

/** The places of one object together, in the order in which they come. */
export function byObject<T extends Place>(places: readonly T[]): readonly ObjectGroup<T>[] {
  const groups = new Map<string, T[]>();
  for (const one of places) groups.set(one.object, [...(groups.get(one.object) ?? []), one]);
  return [...groups].map(([id, rows]) => ({ id, name: rows[0]?.name ?? id, rows }));
}
