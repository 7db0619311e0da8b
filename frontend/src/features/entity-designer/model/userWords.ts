/** Who uses something, counted by kind: `3 forms · 2 views`. */
import type { User } from "../api";

const order = ["form", "view", "flow", "dashboard", "metric", "role", "entity", "app"];

export type KindCount = { readonly kind: string; readonly count: number };

/** One for each kind of object, in the order in which people meet them. */
export function kindCounts(users: readonly User[]): readonly KindCount[] {
  const counts = new Map<string, number>();
  for (const { kind } of users) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const rank = (kind: string) => (order.includes(kind) ? order.indexOf(kind) : order.length);
  return [...counts]
    .map(([kind, count]) => ({ kind, count }))
    .sort((one, other) => rank(one.kind) - rank(other.kind));
}
