/** What every record on a day can do; given by the layout that draws it. */
import { createContext, useContext } from "react";
import type { RecordValues } from "@/api/records";
import type { FieldAtPath } from "@/features/records/model/fields";
import type { CellWords } from "@/field-cells/cell";
import type { Accent } from "@/ui/tokens";
import type { Span, SpanFields } from "./spans";

/** A record with the days that it lies on. */
export type DatedRecord = {
  readonly record: RecordValues;
  readonly span: Span;
  readonly title: string;
  readonly time: string;
  readonly accent: Accent;
};

export type DatedDeeds = {
  readonly fields: SpanFields;
  readonly facts: readonly FieldAtPath[];
  readonly words: CellWords;
  readonly isWaiting: (id: string) => boolean;
  readonly onOpen: (record: string) => void;
  /** Keeps the focus on the record, wherever it is drawn then. */
  readonly onMove: (one: DatedRecord, to: Span) => void;
  /** Asks for the days in a dialog. */
  readonly onAsk: (one: DatedRecord) => void;
};

export const DatedContext = createContext<DatedDeeds | undefined>(undefined);

export function useDated(): DatedDeeds {
  const deeds = useContext(DatedContext);
  if (!deeds) throw new Error("useDated needs a DatedContext above it");
  return deeds;
}
