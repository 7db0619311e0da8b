/** Where a formula is written. The editor comes when it is needed: most pages never show one. */
import { Suspense } from "react";
import type { EntityDocument, FieldDocument } from "@/api/documents";
import { lazily } from "@/i18n/lazily";
import type { Kind } from "@/lib/formula/types";
import { Skeleton } from "@/ui/shared/Skeleton";

export type FormulaEditorProps = {
  readonly label: string;
  readonly hint?: string;
  /** The formula as documents hold it, fields by id. */
  readonly value: string;
  /** Told when typing pauses or the editor is left; no kind while something is wrong. */
  readonly onCommit: (source: string, kind: Kind | undefined) => void;
  /** The fields that it may begin with. */
  readonly fields: readonly FieldDocument[];
  /** The field that is computed: it cannot name itself. */
  readonly own?: string;
  /** The kind that the result must have. */
  readonly expected?: Kind;
  /** The entity as it runs, whose records are the samples; none while it never ran. */
  readonly running: EntityDocument | undefined;
  /** The sub-table in whose rows it is computed: rows of the records are the samples then. */
  readonly rows?: FieldDocument;
  /** How results are shown: a computed field with its display and places. */
  readonly shown?: FieldDocument;
};

const FormulaInput = lazily(async () => (await import("./FormulaInput")).FormulaInput);

export function FormulaEditor(props: FormulaEditorProps) {
  return (
    <Suspense fallback={<Skeleton lines={3} />}>
      <FormulaInput {...props} />
    </Suspense>
  );
}
