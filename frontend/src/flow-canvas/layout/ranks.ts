/** Which row each item stands in: every edge leads down, except those that close a circle. */

export type Item = { readonly id: string; readonly width: number; readonly height: number };

/** `label` is the width of what is written on the edge, 0 for nothing. */
export type Link = {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  readonly label: number;
};

export type Ranks = {
  readonly rank: ReadonlyMap<string, number>;
  /** Edges that lead onwards, in the order in which they are first walked. */
  readonly onward: readonly Link[];
  /** Edges that lead back. */
  readonly back: readonly Link[];
};

/** Items in their order: the first one is where reading begins. Edges with an unknown end are left out. */
export function ranksOf(items: readonly Item[], links: readonly Link[]): Ranks {
  const known = new Set(items.map((item) => item.id));
  const out = new Map<string, Link[]>(items.map((item) => [item.id, []]));
  const arriving = new Map<string, number>();
  for (const link of links) {
    if (!known.has(link.source) || !known.has(link.target)) continue;
    out.get(link.source)?.push(link);
    arriving.set(link.target, (arriving.get(link.target) ?? 0) + 1);
  }
  const roots = [...items.slice(0, 1), ...items.filter((item) => !arriving.has(item.id)), ...items];
  const { order, back } = walked(
    roots.map((item) => item.id),
    out,
  );
  const onward = order.flatMap((id) => (out.get(id) ?? []).filter((link) => !back.has(link)));
  const rank = new Map(order.map((id) => [id, 0]));
  for (const { source, target, label } of onward) {
    // What is written on one of several edges to the same place needs a row of its own to stand in.
    const length = label > 0 && (arriving.get(target) ?? 0) > 1 ? 2 : 1;
    rank.set(target, Math.max(rank.get(target) ?? 0, (rank.get(source) ?? 0) + length));
  }
  return { rank, onward, back: [...back] };
}

/** Depth first without calling itself: items so that edges lead onwards, and the edges that do not. */
function walked(roots: readonly string[], out: ReadonlyMap<string, readonly Link[]>) {
  const state = new Map<string, "open" | "done">();
  const done: string[] = [];
  const back = new Set<Link>();
  const stack: { readonly id: string; next: number }[] = [];
  const enter = (id: string) => {
    state.set(id, "open");
    // The last way first, so that the reversed order has the first way first.
    stack.push({ id, next: (out.get(id)?.length ?? 0) - 1 });
  };
  const starts: string[][] = [];
  for (const root of roots) {
    if (state.has(root)) continue;
    enter(root);
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const link = out.get(top.id)?.[top.next];
      top.next -= 1;
      if (link === undefined) {
        state.set(top.id, "done");
        done.push(top.id);
        stack.pop();
      } else if (state.get(link.target) === "open") back.add(link);
      else if (!state.has(link.target)) enter(link.target);
    }
    starts.push(done.splice(0).reverse());
  }
  // A later root may lead into what an earlier one has reached, never the other way round.
  return { order: starts.reverse().flat(), back };
}
