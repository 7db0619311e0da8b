/** How many sample rows a package brings, and whether everything that it asks for has been named. */
import type { PackagePreview, Slot } from "../api";

export const samplesOf = (preview: PackagePreview): number =>
  preview.entities.reduce((sum, entity) => sum + entity.samples, 0);

/** Slots that must be named: a person's is the installer's until somebody else is. */
export const unfilled = (
  slots: readonly Slot[],
  chosen: Readonly<Record<string, string | undefined>>,
): readonly Slot[] => slots.filter((slot) => slot.kind === "department" && !chosen[slot.id]);
