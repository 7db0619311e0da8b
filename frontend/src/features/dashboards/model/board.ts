/** What follows from a board document: places, reach of filters, ways down a funnel. */

import type { Json } from "@/lib/json";
import type { FunnelWidget, MetricDocument, Widget } from "@/widget-charts/widget";
import type { BoardDocument, BoardFilter, FilterValues, Narrowing } from "../api";

export type Placed = {
  readonly widget: Widget;
  /** CSS grid lines on the wide board. */
  readonly column: string;
  readonly row: string;
  /** Place on a narrow screen. */
  readonly order: number;
};

export const columns = 24;

export function placed(board: BoardDocument): readonly Placed[] {
  const phone = board.phone ?? [];
  const laidOut = [...board.widgets].sort(
    (one, other) => (one.y ?? 0) - (other.y ?? 0) || (one.x ?? 0) - (other.x ?? 0),
  );
  return laidOut.map((widget, index) => {
    const wide = Math.min(columns, Math.max(1, widget.w ?? 6));
    const from = Math.min(columns - wide, Math.max(0, widget.x ?? 0));
    const named = phone.indexOf(widget.id);
    return {
      widget,
      column: `${from + 1} / span ${wide}`,
      row: `${(widget.y ?? 0) + 1} / span ${Math.max(1, widget.h ?? 4)}`,
      order: named >= 0 ? named : phone.length + index,
    };
  });
}

export function metricOf(board: BoardDocument, id: string): MetricDocument | undefined {
  const { metrics } = board;
  if (!metrics) return undefined;
  if (Array.isArray(metrics))
    return (metrics as readonly MetricDocument[]).find((metric) => metric.id === id);
  return (metrics as Readonly<Record<string, MetricDocument>>)[id];
}

export const entityOf = (board: BoardDocument, widget: Widget): string | undefined =>
  widget.type === "kpi" ? metricOf(board, widget.metric)?.entity : widget.entity;

export function entityKey(board: BoardDocument, id: string): string {
  const known = board.entities?.[id];
  return typeof known === "string" ? known : (known?.key ?? id);
}

/** Only filters that reach a card belong into its question: others must not make it ask again. */
export function reaching(
  board: BoardDocument,
  widgets: readonly Widget[],
  values: FilterValues,
): FilterValues {
  const entities = new Set(widgets.map((widget) => entityOf(board, widget)));
  const known = [...entities].every((entity) => entity !== undefined);
  const reach = (filter: BoardFilter) =>
    (!known || Object.keys(filter.fields).some((entity) => entities.has(entity))) &&
    widgets.some((widget) => !filter.off?.includes(widget.id));
  const kept = (board.filters ?? []).filter(
    (filter) => reach(filter) && (values[filter.id]?.length ?? 0) > 0,
  );
  return Object.fromEntries(kept.map((filter) => [filter.id, values[filter.id] ?? []]));
}

/** What the filters that reach an entity ask of its records, for questions beside the board's own. */
export const narrowingOf = (board: BoardDocument, entity: string, values: FilterValues): Narrowing =>
  (board.filters ?? []).flatMap((filter): Narrowing => {
    const path = filter.fields[entity];
    const chosen = values[filter.id] ?? [];
    if (path === undefined || chosen.length === 0) return [];
    if (filter.operator === "between") {
      return [{ path, op: "between", value: { from: chosen[0] ?? null, to: chosen[1] ?? null } }];
    }
    return [{ path, op: "in", value: chosen }];
  });

/** A filter offers the values of the entity that most of its cards show. */
export function valuesFrom(
  board: BoardDocument,
  filter: BoardFilter,
): readonly [entity: string, path: string] {
  const cards = (entity: string) =>
    board.widgets.filter((widget) => entityOf(board, widget) === entity).length;
  const [first] = Object.entries(filter.fields).sort(([one], [other]) => cards(other) - cards(one));
  return first ?? ["", ""];
}

export type DrillStep = { readonly filter: BoardFilter; readonly path: string };

/** The funnel goes down by filters of the board that stand for its dimensions; one without such a filter is left out. */
export const drillSteps = (board: BoardDocument, widget: FunnelWidget): readonly DrillStep[] =>
  (widget.drill ?? []).flatMap((path) => {
    const filter = (board.filters ?? []).find((one) => one.fields[widget.entity] === path);
    return filter ? [{ filter, path }] : [];
  });

export type CrossFilter = { readonly filter: BoardFilter; readonly value: Json };

/** Filters of the board that stand for what a mark is a group of: with them the other cards follow the mark. */
export function crossFilters(
  board: BoardDocument,
  widget: Widget,
  groups: readonly Json[],
): readonly CrossFilter[] {
  if (widget.type === "kpi" || !("groups" in widget)) return [];
  return (widget.groups ?? []).flatMap(({ field, bucket }, at): readonly CrossFilter[] => {
    const value = groups[at];
    const filter = (board.filters ?? []).find(
      (one) => one.fields[widget.entity] === field && one.operator !== "between",
    );
    return filter && !bucket && value !== undefined && value !== null ? [{ filter, value }] : [];
  });
}
