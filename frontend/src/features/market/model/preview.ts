/** What a package brings, counted; and whether everything it asks for has been named. */
import type { PackagePreview, Slot } from "../api";

export type Part = {
  readonly key: "entities" | "dashboards" | "flows" | "roles";
  readonly names: readonly string[];
};

export const partsOf = (preview: PackagePreview): readonly Part[] =>
  (["entities", "dashboards", "flows", "roles"] as const)
    .map((key) => ({ key, names: preview[key].map((one) => one.name) }))
    .filter((part) => part.names.length > 0);

export const samplesOf = (preview: PackagePreview): number =>
  preview.entities.reduce((sum, entity) => sum + entity.samples, 0);

export const unfilled = (
  slots: readonly Slot[],
  chosen: Readonly<Record<string, string | undefined>>,
): readonly Slot[] => slots.filter((slot) => !chosen[slot.id]);
