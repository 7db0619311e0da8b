import { useMemo } from "react";
import type { LayoutDocument, SortDocument, ViewDocument } from "@/api/documents";
import { useDesk } from "../DeskContext";
import { arrange, setLayout, setSort } from "../model/deeds";
import type { LayoutDraft } from "../model/documents";

/** The list as it will be, on real records; what is arranged on it changes the view. */
export function ViewPreview() {
  const { draft, entity, parts, run } = useDesk();
  const { Preview } = parts;
  const shown = useMemo(
    () => ({ ...draft, entity_key: entity.key }) as unknown as ViewDocument,
    [draft, entity.key],
  );
  const idOf = (key: string): string | undefined => entity.fields.find((field) => field.key === key)?.id;
  return (
    <Preview
      view={shown}
      entity={entity}
      onLayout={(layout: LayoutDocument) => {
        run(arrange(draft, layout as unknown as LayoutDraft));
      }}
      onSort={(sort) => {
        const kept = sort.flatMap(({ columnId, direction }): readonly SortDocument[] => {
          const field = idOf(columnId);
          return field ? [{ field, ...(direction === "descending" ? { descending: true } : {}) }] : [];
        });
        run(setSort(draft, kept));
      }}
      onGroup={(key) => {
        run(setLayout(draft, "group", idOf(key) ?? null));
      }}
    />
  );
}
