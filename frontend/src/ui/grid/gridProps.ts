import type { ReactNode } from "react";
import type { MenuItem } from "@/ui/shared/Menu";
import type { Checks } from "./model/checks";
import type { ColumnLayout } from "./model/columns";
import type { CellEdit, EditAnswer, GridColumn, Json, RecordRow, SortKey } from "./model/gridTypes";
import type { RowSource } from "./model/rowSource";

/** What a paste would do, shown before it is done. */
export type PasteSummary = {
  /** Cells whose value would change. */
  readonly cells: number;
  readonly updated: number;
  readonly added: number;
  readonly unreadable: number;
  readonly skipped: number;
};

export type GridNotice =
  | { readonly kind: "skipped" | "unreadable" | "refused"; readonly count: number }
  | { readonly kind: "tooMany"; readonly count: number; readonly most: number }
  | { readonly kind: "pasted"; readonly count: number; readonly takeBack: () => void }
  | { readonly kind: "copyAgain" }
  | { readonly kind: "problem"; readonly problem: unknown };

export type GridProps = {
  readonly label: string;
  readonly source: RowSource;
  readonly columns: readonly GridColumn[];
  readonly layout: ColumnLayout;
  readonly onLayout: (layout: ColumnLayout) => void;
  readonly sort?: readonly SortKey[];
  /** At most three keys; the server sorts. */
  readonly onSort?: (sort: readonly SortKey[]) => void;
  /** One call per thing done: a paste of 5,000 rows is one batch. Rejects only when nothing was written. */
  readonly onEdit?: (edits: readonly CellEdit[]) => Promise<EditAnswer>;
  /** Pasted rows beyond the last one, answers their ids; without it they are left out and counted as skipped. */
  readonly onAppend?: (rows: readonly Readonly<Record<string, Json>>[]) => Promise<readonly string[]>;
  /** Takes appended rows away again when their paste is taken back. */
  readonly onTakeBack?: (ids: readonly string[]) => Promise<void>;
  readonly confirmPaste?: (summary: PasteSummary) => Promise<boolean>;
  readonly onOpen?: (row: RecordRow, index: number) => void;
  readonly onToggleGroup?: (key: string) => void;
  readonly onChecks?: (checks: Checks) => void;
  readonly onNotice?: (notice: GridNotice) => void;
  /** By column id, what stands in the line below the rows; without any there is no such line. */
  readonly footers?: Readonly<Record<string, ReactNode>>;
  /** Further entries of a column's menu, such as 'group by' or 'edit field'. */
  readonly columnItems?: (column: GridColumn) => readonly MenuItem[];
  /** The CSS colour of the mark before a row. */
  readonly markOf?: (row: RecordRow) => string | undefined;
};

export const rowHeight = 32;
export const headerHeight = 34;
export const rowHeadWidth = 64;

/** More cells than this in one stroke are refused with words: the server's batch limit. */
export const mostCells = 100_000;
