/** A mark that was clicked: the cards that can follow it do, the others are not asked again. */
import type { Json } from "@/lib/json";
import type { Mark, Widget } from "@/widget-charts/widget";
import type { BoardDocument, DrillQuestion, FilterValues } from "../api";

export type Cross = { readonly widget: Widget; readonly mark: Mark };

export type CrossQuestion = { readonly widget: string; readonly groups: readonly Json[] };

export const questionOf = ({ widget, mark }: Cross): CrossQuestion => ({
  widget: widget.id,
  groups: mark.groups,
});

const followers = (board: BoardDocument, widget: Widget): readonly string[] =>
  board.follows?.[widget.id] ?? [];

/** The mark, for a card that follows it. */
export const followed = (
  board: BoardDocument,
  widget: Widget,
  cross: Cross | undefined,
): Cross | undefined => (cross && followers(board, cross.widget).includes(widget.id) ? cross : undefined);

const sameMark = (one: Cross | undefined, widget: Widget, mark: Mark): boolean =>
  one?.widget.id === widget.id && JSON.stringify(one.mark.groups) === JSON.stringify(mark.groups);

/** A first click lets the other cards follow; the second, and one that nobody can follow, opens the records. */
export const crosses = (
  board: BoardDocument,
  widget: Widget,
  mark: Mark,
  cross: Cross | undefined,
): boolean =>
  !mark.stuck &&
  mark.groups.length > 0 &&
  followers(board, widget).length > 0 &&
  !sameMark(cross, widget, mark);

/** Which records stand behind a mark, under the filters and the mark of another card that its number was asked with. */
export const behind = (
  widget: Widget,
  mark: Mark,
  filters: FilterValues,
  cross: Cross | undefined,
): DrillQuestion => ({
  widget: widget.id,
  groups: mark.groups,
  filters,
  ...(mark.stuck ? { stuck: true } : {}),
  ...(cross ? { cross: questionOf(cross) } : {}),
});
