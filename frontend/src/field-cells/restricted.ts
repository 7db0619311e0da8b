/** Cells that a reader may not see: said so in words, or shown as the part that they may see. */
import type { RecordValues } from "@/api/records";

/** Whether a cell is hidden in this record; where a part of it may be seen, that part. */
export type Restricted = boolean | string;

export const restrictedIn = (record: Pick<RecordValues, "restricted" | "masked">, key: string): Restricted =>
  record.restricted?.includes(key) ? (record.masked?.[key] ?? true) : false;
