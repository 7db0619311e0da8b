/** Words of the grid: rows as the server delivers them, columns as a view describes them, edits as they are sent. */
import type { ComponentType, ReactNode } from "react";

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export type RecordRow = {
  readonly kind: "record";
  readonly id: string;
  readonly cells: Readonly<Record<string, Json>>;
};

/** A header row of a group; the server places it among the rows and counts it in rowCount. */
export type GroupRow = {
  readonly kind: "group";
  readonly key: string;
  readonly label: ReactNode;
  readonly count: number;
  /** 0 for the outermost grouping. */
  readonly depth: number;
  readonly collapsed: boolean;
};

export type GridRow = RecordRow | GroupRow;

export type Parsed =
  | { readonly ok: true; readonly value: Json }
  | { readonly ok: false; readonly reason: string };

export type CellEditorProps = {
  readonly value: Json;
  readonly label: string;
  /** What was typed to open the editor; null when it was opened by F2, Enter or a double click. */
  readonly initial: string | null;
  /** Keeps the draft: leaving the cell in any way but Escape saves it. */
  readonly onDraft: (value: Json) => void;
  /** Saves at once, without waiting for Enter (choosing from a list). */
  readonly onCommit: (value: Json) => void;
  readonly onCancel: () => void;
};

export type GridColumn = {
  readonly id: string;
  readonly title: string;
  readonly icon?: ReactNode;
  readonly width: number;
  readonly align?: "start" | "end";
  readonly sortable?: boolean;
  readonly editable?: boolean;
  /** Typed and pasted text to a value; without it, text is the value. */
  readonly fromText?: (text: string) => Parsed;
  /** Called with texts that are about to be pasted: loads what `fromText` needs to know them. */
  readonly learn?: (texts: readonly string[]) => Promise<void>;
  /** A value as text: copied, measured, shown where there is no render. */
  readonly toText?: (value: Json) => string;
  readonly render?: (value: Json, row: RecordRow) => ReactNode;
  /** Without it the grid's own text input edits the cell. */
  readonly Editor?: ComponentType<CellEditorProps>;
};

export type CellEdit = {
  readonly rowId: string;
  readonly columnId: string;
  readonly value: Json;
  readonly before: Json;
};

export type RejectedCell = { readonly rowId: string; readonly columnId: string; readonly reason: string };

export type EditAnswer = {
  readonly rejected: readonly RejectedCell[];
  /** Rows as they are after the write (computed fields, versions); without them the sent values are kept. */
  readonly rows?: readonly { readonly id: string; readonly cells: Readonly<Record<string, Json>> }[];
};

export type Place = { readonly row: number; readonly column: number };

/** Inclusive on all four sides. */
export type Range = {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
};

export type SortKey = { readonly columnId: string; readonly direction: "ascending" | "descending" };

export const textOf = (column: GridColumn, value: Json): string => {
  if (column.toText) return column.toText(value);
  if (value === null || value === undefined) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
};

export const parseWith = (column: GridColumn, text: string): Parsed =>
  column.fromText ? column.fromText(text) : { ok: true, value: text === "" ? null : text };
