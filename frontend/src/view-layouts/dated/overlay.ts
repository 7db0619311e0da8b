/** Changes that are shown before the server has them, until it answers a record that knows them. */
import type { Changes, RecordValues } from "@/api/records";

/** `version` is that of the record with the change in it; undefined while the server is asked. */
export type Pending = { readonly changes: Changes; readonly version: number | undefined };

export type Overlay = ReadonlyMap<string, Pending>;

export const noOverlay: Overlay = new Map();

export function overlaid(overlay: Overlay, record: RecordValues): RecordValues {
  const pending = overlay.get(record.id);
  if (!pending || (pending.version !== undefined && record.version >= pending.version)) return record;
  return { ...record, ...pending.changes, version: pending.version ?? record.version };
}

export const withPending = (overlay: Overlay, id: string, pending: Pending): Overlay =>
  new Map(overlay).set(id, pending);

export const withoutPending = (overlay: Overlay, id: string): Overlay => {
  const next = new Map(overlay);
  next.delete(id);
  return next;
};
