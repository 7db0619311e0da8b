/** What the reader asked of a list beyond its view: kept in the address, so that it can be shared and gone back to. */

import type { Condition } from "@/lib/condition/condition";
import type { SortKey } from "@/ui/grid/model/gridTypes";

export type ListState = {
  readonly filter: Condition | undefined;
  /** Undefined: as the view says. */
  readonly sort: readonly SortKey[] | undefined;
  /** Undefined: as the view says; empty: no grouping. */
  readonly group: string | undefined;
  readonly peek: string | undefined;
};

/** As the view says, nothing beyond it. */
export const unasked: ListState = { filter: undefined, sort: undefined, group: undefined, peek: undefined };

function conditionOf(text: string | null): Condition | undefined {
  try {
    const found: unknown = JSON.parse(text ?? "null");
    return typeof found === "object" && found !== null ? (found as Condition) : undefined;
  } catch {
    return undefined;
  }
}

const sortOf = (text: string | null): readonly SortKey[] | undefined =>
  text === null
    ? undefined
    : text
        .split(",")
        .filter((part) => part !== "")
        .slice(0, 3)
        .map((part) => ({
          columnId: part.replace(/^-/, ""),
          direction: part.startsWith("-") ? "descending" : "ascending",
        }));

export const readListState = (search: URLSearchParams): ListState => ({
  filter: conditionOf(search.get("f")),
  sort: sortOf(search.get("s")),
  group: search.get("g") ?? undefined,
  peek: search.get("peek") ?? undefined,
});

export const sortText = (sort: readonly SortKey[]): string =>
  sort.map(({ columnId, direction }) => `${direction === "descending" ? "-" : ""}${columnId}`).join(",");

/** The address with some members changed; undefined takes one out. */
export function writeListState(
  search: URLSearchParams,
  change: Partial<Record<keyof ListState, unknown>>,
): URLSearchParams {
  const next = new URLSearchParams(search);
  const put = (name: string, value: string | undefined) => {
    if (value === undefined) next.delete(name);
    else next.set(name, value);
  };
  if ("filter" in change) put("f", change.filter ? JSON.stringify(change.filter) : undefined);
  if ("sort" in change) put("s", change.sort ? sortText(change.sort as readonly SortKey[]) : undefined);
  if ("group" in change) put("g", change.group as string | undefined);
  if ("peek" in change) put("peek", change.peek as string | undefined);
  return next;
}
