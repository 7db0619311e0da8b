/** What every field widget is given: the field, its frame (label, hint, problem) and its value. */
import type { ComponentType } from "react";
import type { FieldDocument } from "@/api/documents";
import type { CellWords } from "@/field-cells/cell";
import type { Json } from "@/lib/json";
import type { FieldFrame } from "@/ui/shared/Field";

export type WidgetProps = {
  readonly field: FieldDocument;
  readonly frame: FieldFrame;
  readonly value: Json;
  readonly onChange: (value: Json) => void;
  readonly disabled: boolean;
  readonly words: CellWords;
  /** Problems inside a value that has parts: [2, "quantity"] of a sub-table. */
  readonly problemAt?: (path: readonly (string | number)[]) => string | undefined;
};

export type Widget = ComponentType<WidgetProps>;

export const textValue = (value: Json): string =>
  value === null || typeof value === "object" ? "" : String(value);
