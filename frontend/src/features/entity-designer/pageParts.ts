/** What the runtime shows inside the designer of the record page; whoever composes the pages brings it. */
import type { ComponentType } from "react";
import type { BlockDocument, EntityDocument, FieldDocument } from "@/api/documents";

type OfRecord = {
  /** As it is being designed, and as its records are read. */
  readonly entity: EntityDocument;
  readonly running: EntityDocument;
  /** Id of the record that is shown. */
  readonly record: string;
};

export type PageParts = {
  readonly RecordTitle: ComponentType<OfRecord>;
  readonly FactValue: ComponentType<OfRecord & { readonly field: FieldDocument }>;
  /** The very block that people will see; nothing in it can be clicked. */
  readonly Block: ComponentType<
    OfRecord & { readonly block: BlockDocument; readonly form: string | undefined; readonly wide: boolean }
  >;
  readonly designerOf: (kind: string, id: string) => string | undefined;
};
