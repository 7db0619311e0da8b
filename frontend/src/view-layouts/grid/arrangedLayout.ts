/** The grid as it stands on screen, in the words of a view: shown columns in their order, with their widths. */
import type { EntityDocument, GridLayoutDocument } from "@/api/documents";
import { type Entities, fieldAt } from "@/features/records/model/fields";
import { type ColumnLayout, layOut } from "@/ui/grid/model/columns";
import type { GridColumn } from "@/ui/grid/model/gridTypes";
import type { Summaries } from "./summaries";
import { shownColumns } from "./useGridColumns";

/** What the format takes. */
const mostFrozen = 5;

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
  const laid = layOut(columns, layout);
  const frozen = Math.min(mostFrozen, laid.filter((one) => one.pinned).length);
  return {
    ...document,
    frozen,
    columns: laid.flatMap(({ column, width }) => {
      const field = paths.get(column.id);
      const summary = summaries[column.id];
      return field ? [{ field, width, ...(summary ? { summary } : {}) }] : [];
    }),
  };
}
