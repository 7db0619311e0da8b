/** What is kept when a reader saves the list as it stands: everything by ids of fields, as views are written. */
import type { EntityDocument, GridLayoutDocument, SortDocument, ViewDocument } from "@/api/documents";
import type { ViewMembers } from "@/api/personalViews";
import { both } from "@/lib/condition/condition";
import { fieldByKey } from "./fields";
import { finished } from "./filterTree";
import type { ListState } from "./listState";

export type Arranged = ViewDocument["layout"];

/** Something differs from the view as it was saved: filter, order or groups. */
export const isChanged = ({ filter, sort, group }: ListState): boolean =>
  filter !== undefined || sort !== undefined || group !== undefined;

function sortOf(view: ViewDocument, state: ListState, entity: EntityDocument): readonly SortDocument[] {
  if (!state.sort) return view.sort ?? [];
  return state.sort.flatMap(({ columnId, direction }) => {
    const field = fieldByKey(entity, columnId);
    return field ? [{ field: field.id, ...(direction === "descending" ? { descending: true } : {}) }] : [];
  });
}

function layoutOf(arranged: Arranged, state: ListState, entity: EntityDocument): Arranged {
  if (arranged.type !== "grid" || state.group === undefined) return arranged;
  const grouped: GridLayoutDocument = { ...arranged, group: fieldByKey(entity, state.group)?.id ?? null };
  return grouped;
}

/** `arranged` is the layout as it stands on screen: columns in their order, their widths. */
export const membersOf = (
  view: ViewDocument,
  state: ListState,
  entity: EntityDocument,
  arranged: Arranged,
): Omit<ViewMembers, "name"> => ({
  layout: layoutOf(arranged, state, entity),
  filter: finished(both(view.filter, state.filter)) ?? null,
  sort: sortOf(view, state, entity),
  form: view.form ?? null,
});
