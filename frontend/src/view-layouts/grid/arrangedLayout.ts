/** The grid as it stands on screen, in the words of a view: shown columns in their order, with their widths. */
import type { EntityDocument, GridLayoutDocument } from "@/api/documents";
import { type Entities, fieldAt } from "@/features/records/model/fields";
import { type ColumnLayout, layOut } from "@/ui/grid/model/columns";
import type { GridColumn } from "@/ui/grid/model/gridTypes";
import type { Summaries } from "./summaries";
import { shownColumns } from "./useGridColumns";

export function arrangedLayout(
  document: GridLayoutDocument,
  entity: EntityDocument,
  entities: Entities,
  columns: readonly GridColumn[],
  layout: ColumnLayout,
  summaries: Summaries,
): GridLayoutDocument {
  const paths = new Map(
    shownColumns(document, entity).map(({ path }) => [fieldAt(entity, entities, path)?.key ?? "", path]),
  );
  return {
    ...document,
    columns: layOut(columns, layout).flatMap(({ column, width }) => {
      const field = paths.get(column.id);
      const summary = summaries[column.id];
      return field ? [{ field, width, ...(summary ? { summary } : {}) }] : [];
    }),
  };
}
