/** One editor for each member of a card; which members a type has stands in cardMembers.json, held against the engine. */
import type { ComponentType } from "react";
import members from "../../model/cardMembers.json";
import type { CardDraft, CardType } from "../../model/documents";
import { CutoffsEditor } from "./CutoffsEditor";
import { GroupsEditor } from "./GroupsEditor";
import { MeasuresEditor } from "./MeasuresEditor";
import { MetricEditor } from "./MetricEditor";
import { ColumnsEditor, DrillEditor } from "./PathListEditors";
import { AmountEditor, EntityEditor, GateEditor, LimitEditor, NameEditor, PlaceEditor } from "./PlainEditors";
import { SortEditor } from "./SortEditor";
import { WhereEditor } from "./WhereEditor";

export type CardEditor = ComponentType<{ readonly card: CardDraft }>;

export const editors: Readonly<Record<string, CardEditor>> = {
  name: NameEditor,
  entity: EntityEditor,
  metric: MetricEditor,
  groups: GroupsEditor,
  measures: MeasuresEditor,
  columns: ColumnsEditor,
  gate: GateEditor,
  amount: AmountEditor,
  drill: DrillEditor,
  cutoffs: CutoffsEditor,
  where: WhereEditor,
  sort: SortEditor,
  limit: LimitEditor,
  x: PlaceEditor,
  y: PlaceEditor,
  w: PlaceEditor,
  h: PlaceEditor,
};

/** In the order of the list above, each once. */
export function editorsOf(type: CardType): readonly CardEditor[] {
  const own: readonly string[] = members[type];
  const found = Object.entries(editors).flatMap(([member, editor]) => (own.includes(member) ? [editor] : []));
  return [...new Set(found)];
}
