/** How far a board and its metrics are ahead of what is published, one sentence for each place. */
import { sameDocument } from "@/designing/model/canonical";
import type { Say } from "@/designing/model/command";
import { type BoardDraft, type CardDraft, type MetricDraft, placeOf } from "./documents";

type Named = { readonly id: string; readonly name: string };

const say = (key: string, params: Say["params"] = {}): Say => ({
  key: `dashboardDesigner:difference.${key}`,
  params,
});

export function boardDifferences(before: BoardDraft | null, after: BoardDraft): readonly Say[] {
  if (!before) return [say("new", { name: after.name })];
  const moved = after.widgets.some((card) => {
    const old = before.widgets.find((one) => one.id === card.id);
    return old !== undefined && !sameDocument(placeOf(old), placeOf(card));
  });
  return [
    ...itemDifferences(before.widgets.map(withoutPlace), after.widgets.map(withoutPlace), "card"),
    ...(moved ? [say("layout")] : []),
    ...itemDifferences(before.filters ?? [], after.filters ?? [], "filter"),
    ...(["name", "description", "phone", "wall"] as const)
      .filter((member) => !sameDocument(before[member], after[member]))
      .map((member) => say(member)),
  ];
}

export function metricDifferences(before: MetricDraft | null, after: MetricDraft): readonly Say[] {
  if (!before) return [say("metric_added", { name: after.name })];
  return sameDocument(before, after) ? [] : [say("metric_changed", { name: after.name })];
}

const withoutPlace = ({ x: _x, y: _y, w: _w, h: _h, ...card }: CardDraft): Named => card as unknown as Named;

function itemDifferences(
  before: readonly Named[],
  after: readonly Named[],
  what: "card" | "filter",
): readonly Say[] {
  const old = new Map(before.map((one) => [one.id, one]));
  const now = new Set(after.map((one) => one.id));
  const told = (change: string, one: Named): Say => say(`${what}_${change}`, { name: one.name });
  return [
    ...after.filter((one) => !old.has(one.id)).map((one) => told("added", one)),
    ...before.filter((one) => !now.has(one.id)).map((one) => told("removed", one)),
    ...after
      .filter((one) => old.has(one.id) && !sameDocument(old.get(one.id), one))
      .map((one) => told("changed", one)),
  ];
}
