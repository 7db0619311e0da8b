/** What other features show inside the designer; whoever composes the pages brings it. */
import type { ComponentType } from "react";
import type { EntityDocument, LayoutDocument, ViewDocument } from "@/api/documents";
import type { ConditionEditing } from "@/designing/conditionParts";

export type SortPut = readonly {
  readonly columnId: string;
  readonly direction: "ascending" | "descending";
}[];

export type ViewDesignerParts = ConditionEditing & {
  /** The list as its readers will see it, under the author's own rights; nothing of it can be changed but the view. */
  readonly Preview: ComponentType<{
    readonly view: ViewDocument;
    readonly entity: EntityDocument;
    readonly onLayout: (layout: LayoutDocument) => void;
    /** By keys of the API. */
    readonly onSort: (sort: SortPut) => void;
    readonly onGroup: (key: string) => void;
  }>;
};
