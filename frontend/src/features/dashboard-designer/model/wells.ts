/** Fields that were chosen for a chart: what to group by, what to measure, and what it is held against. */
import type { FieldDocument } from "@/api/documents";
import { isShare, roleOf } from "./fields";

export const wellNames = ["dimensions", "measures", "target"] as const;
export type WellName = (typeof wellNames)[number];

export type Wells = Readonly<Record<WellName, readonly string[]>>;

export const emptyWells: Wells = { dimensions: [], measures: [], target: [] };

/** The recommender takes no more. */
const most = 6;

/** Where a field may go; the first is where a click puts it. */
export function wellOf(field: FieldDocument): readonly WellName[] {
  const role = roleOf(field);
  if (role === "measure") return isShare(field) ? ["measures"] : ["measures", "target"];
  return role === undefined ? [] : ["dimensions"];
}

const without = (wells: Wells, path: string): Wells => ({
  dimensions: wells.dimensions.filter((one) => one !== path),
  measures: wells.measures.filter((one) => one !== path),
  target: wells.target.filter((one) => one !== path),
});

/** In this well and in no other; there is one target. */
export function taken(wells: Wells, path: string, well: WellName): Wells {
  const rest = without(wells, path);
  if (well === "target") return { ...rest, target: [path] };
  if (rest.dimensions.length + rest.measures.length >= most) return wells;
  return { ...rest, [well]: [...rest[well], path] };
}

/** Out if it is in a well, else into this one. */
export const toggled = (wells: Wells, path: string, well: WellName): Wells =>
  wellNames.some((name) => wells[name].includes(path)) ? without(wells, path) : taken(wells, path, well);
