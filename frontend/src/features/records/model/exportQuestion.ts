/** The list as it stands, as a question for a file: its filter, its order and the columns on screen. */
import type { EntityDocument, ViewDocument } from "@/api/documents";
import type { ExportFormat, ExportQuestion } from "@/api/exports";
import type { Condition } from "@/lib/condition/condition";
import { askedAt, fieldById } from "./fields";
import { type ListState, sortText } from "./listState";
import type { Arranged } from "./savedView";

/** Columns through links have no place in a file; a board shows cards, not columns: its file has every field. */
export function exportQuestion(
  format: ExportFormat,
  view: ViewDocument,
  entity: EntityDocument,
  filter: Condition | undefined,
  state: ListState,
  arranged: Arranged,
): ExportQuestion {
  const keyOf = (field: string) => fieldById(entity, field)?.key ?? [];
  const columns = arranged.type === "grid" ? arranged.columns : [];
  const saved = (view.sort ?? []).flatMap(({ field, descending }) => {
    const key = askedAt(entity, {}, field)?.key;
    return key ? [`${descending ? "-" : ""}${key}`] : [];
  });
  return {
    entity: entity.key,
    format,
    filter,
    fields: columns.flatMap(({ field }) => keyOf(field)),
    sort: state.sort ? sortText(state.sort).split(",").filter(Boolean) : saved,
  };
}
