/** How columns stand and what they come to: the reader's own for the moment, or a change of the view in its designer. */
import { useMemo } from "react";
import type { GridLayoutDocument } from "@/api/documents";
import type { ColumnLayout } from "@/ui/grid/model/columns";
import type { GridColumn } from "@/ui/grid/model/gridTypes";
import type { LayoutProps } from "../layout";
import { arrangedLayout } from "./arrangedLayout";
import { type Summaries, summariesOf } from "./summaries";
import { useColumnLayout } from "./useColumnLayout";
import { useSummaries } from "./useSummaries";

export function useArrangement(
  { view, entity, entities, words, filter, revision, onDesign }: LayoutProps,
  document: GridLayoutDocument,
  columns: readonly GridColumn[],
) {
  const put = useMemo(
    () =>
      onDesign &&
      ((laid: ColumnLayout, summed: Summaries) =>
        onDesign(arrangedLayout(document, entity, entities, columns, laid, summed))),
    [onDesign, document, entity, entities, columns],
  );
  const onColumns = useMemo(
    () => put && ((laid: ColumnLayout) => put(laid, summariesOf(document, entity, entities))),
    [put, document, entity, entities],
  );
  const [layout, setLayout] = useColumnLayout(view.id, document, entity, onColumns);
  const onSummaries = useMemo(() => put && ((summed: Summaries) => put(layout, summed)), [put, layout]);
  const sums = useSummaries({ document, entity, entities, filter, revision, words, onSummaries });
  return { layout, setLayout, ...sums };
}
