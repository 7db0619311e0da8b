/** Filters stand in the address: a board can be sent as it is seen. */
import type { Json } from "@/lib/json";
import type { BoardFilter, FilterValues } from "../api";

const prefix = "f.";

export const isSpan = (filter: BoardFilter): boolean => filter.operator === "between";

export function readFilters(search: URLSearchParams, filters: readonly BoardFilter[]): FilterValues {
  const values: Record<string, readonly Json[]> = {};
  for (const filter of filters) {
    const found = search.getAll(prefix + filter.id);
    if (found.length === 0) continue;
    values[filter.id] = isSpan(filter) ? found.slice(0, 2).map((day) => day || null) : found.map(valueOfText);
  }
  return values;
}

/** Group values are mostly ids and texts; the few others are marked, so that they come back as they were. */
const valueOfText = (text: string): Json => {
  if (!text.startsWith("~")) return text;
  try {
    return JSON.parse(text.slice(1)) as Json;
  } catch {
    return text;
  }
};

const textOfValue = (value: Json): string =>
  typeof value === "string" && !value.startsWith("~") ? value : `~${JSON.stringify(value)}`;

export function writeFilter(
  search: URLSearchParams,
  filter: BoardFilter,
  values: readonly Json[],
): URLSearchParams {
  const next = new URLSearchParams(search);
  next.delete(prefix + filter.id);
  if (isSpan(filter)) {
    if (values.some((day) => day !== null && day !== "")) {
      for (const day of values) next.append(prefix + filter.id, typeof day === "string" ? day : "");
    }
  } else {
    for (const value of values) next.append(prefix + filter.id, textOfValue(value));
  }
  return next;
}

export function clearFilters(search: URLSearchParams): URLSearchParams {
  const next = new URLSearchParams(search);
  for (const name of [...next.keys()]) if (name.startsWith(prefix)) next.delete(name);
  return next;
}
