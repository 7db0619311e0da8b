import { useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import type { EntityDocument, GridLayoutDocument } from "@/api/documents";
import type { RecordValues } from "@/api/records";
import { type Entities, fieldAt, sortable } from "@/features/records/model/fields";
import type { CellWords } from "@/field-cells/cell";
import { alignOf, cellOf } from "@/field-cells/cells";
import { FieldValue } from "@/field-cells/FieldValue";
import { restrictedIn } from "@/field-cells/restricted";
import { isEmpty } from "@/lib/json";
import { systemKeys } from "@/lib/systemKeys";
import type { GridColumn } from "@/ui/grid/model/gridTypes";
import { editableInGrid, editorOf } from "./editors";
import { fieldIcon } from "./fieldIcon";
import { linkTexts } from "./linkTexts";

export type ShownColumn = { readonly path: string; readonly width: number; readonly extra: boolean };

/** The view's columns first; the entity's other fields can be added by the reader and are hidden until then. */
export function shownColumns(layout: GridLayoutDocument, entity: EntityDocument): readonly ShownColumn[] {
  const named = layout.columns.map((column) => ({
    path: column.field,
    width: column.width ?? 160,
    extra: false,
  }));
  const known = new Set(named.map((column) => column.path));
  const others = entity.fields
    .filter((field) => !known.has(field.id) && field.key !== "id" && field.key !== "version")
    .map((field) => ({ path: field.id, width: systemKeys.has(field.key) ? 140 : 160, extra: true }));
  return [...named, ...others];
}

export function useGridColumns(
  layout: GridLayoutDocument,
  entity: EntityDocument,
  entities: Entities,
  words: CellWords,
): readonly GridColumn[] {
  const client = useQueryClient();
  return useMemo(() => {
    const mayChange = entity.actions.includes("update");
    return shownColumns(layout, entity).flatMap(({ path, width }): readonly GridColumn[] => {
      const found = fieldAt(entity, entities, path);
      if (!found) return [];
      const { field, key, linked } = found;
      const cell = cellOf(field);
      const editable = mayChange && !linked && editableInGrid(field);
      const Editor = editable ? editorOf(field, client, words) : undefined;
      const { fromText } = cell;
      const texts = editable && field.type === "link" ? linkTexts(field, client, words) : undefined;
      return [
        {
          id: key,
          title: field.name,
          icon: fieldIcon(field.type),
          width,
          align: alignOf(field),
          sortable: sortable(found),
          editable,
          toText: (value) => cell.toText(value, field, words),
          render: (value, row) => {
            const hidden = restrictedIn(row.cells as RecordValues, key);
            if (!hidden && (value === null || value === undefined)) return null;
            if (!hidden && !cell.show && !isEmpty(value)) return cell.toText(value, field, words);
            return <FieldValue field={field} value={value} words={words} restricted={hidden} />;
          },
          ...(fromText && editable ? { fromText: (text: string) => fromText(text, field, words) } : {}),
          ...texts,
          ...(Editor ? { Editor } : {}),
        },
      ];
    });
  }, [layout, entity, entities, words, client]);
}
