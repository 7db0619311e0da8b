/** What every layout of a view is given: what to read, for whom, and whom to tell. */
import type { ComponentType } from "react";
import type { EntityDocument, ViewDocument } from "@/api/documents";
import type { Entities } from "@/features/records/model/fields";
import type { ListState } from "@/features/records/model/listState";
import type { Arranged } from "@/features/records/model/savedView";
import type { CellWords } from "@/field-cells/cell";
import type { Condition } from "@/lib/condition/condition";
import type { Checks } from "@/ui/grid/model/checks";

export type LayoutProps = {
  readonly view: ViewDocument;
  readonly entity: EntityDocument;
  readonly entities: Entities;
  readonly words: CellWords;
  /** By keys, the view's own filter and the reader's together. */
  readonly filter: Condition | undefined;
  readonly state: ListState;
  readonly onState: (change: Partial<ListState>) => void;
  /** Grows when the list must be read anew. */
  readonly revision: number;
  readonly onWritten: () => void;
  /** Records came or went: the list is read anew. */
  readonly onRefresh: () => void;
  readonly onOpen: (record: string) => void;
  /** How the list is laid out now: what a reader keeps when they save it. */
  readonly onArranged: (layout: Arranged) => void;
  /** In the designer: what is arranged by hand changes the view itself, and nothing is remembered for the reader. */
  readonly onDesign?: (layout: Arranged) => void;
  readonly onChecks: (checks: Checks) => void;
  /** The server did not accept a change of this record. */
  readonly onRefused: (problem: unknown, record: string) => void;
};

export type Layout = ComponentType<LayoutProps>;
