/** What every editor of a field's settings is given, whichever designer it stands in. */
import type { FieldSpec } from "./documents";
import type { NewNames } from "./newFields";

export type FieldEditing = {
  readonly field: FieldSpec;
  /** The field as it runs now; undefined while it was never published. */
  readonly published: FieldSpec | undefined;
  /** All fields of the record, for settings that speak of another one. */
  readonly siblings?: readonly FieldSpec[];
  readonly names: NewNames;
  /** Members at undefined go; answers whether the step was done. */
  readonly onSet: (members: Partial<FieldSpec>) => unknown;
};
