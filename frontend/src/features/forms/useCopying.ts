/** Reads what a form copies from linked records, once a link is chosen; all of it under the reader's own rights. */
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { entityQuery } from "@/api/design";
import { records } from "@/api/records";
import type { Json } from "@/lib/json";
import { type Copy, changesBetween, type Sources, unreadIn, wantedBy, withCopies } from "./model/copying";
import type { Values } from "./model/wire";

type Wanted = Readonly<Record<string, readonly string[]>>;
type Read = Sources[string];

const freshFor = 30_000;

export type Copying = {
  readonly sources: Sources;
  /** Keys of what nothing came into, because it may not be read. */
  readonly unread: ReadonlySet<string>;
  /** Fills in what belongs to the links that differ between two states of the form. */
  readonly follow: (before: Values, after: Values) => void;
  /** Waits until what was chosen has been filled in; answers what has been read by then. */
  readonly settled: () => Promise<Sources>;
};

export function useCopying(
  copies: readonly Copy[],
  values: Values,
  put: (change: (values: Values) => Values) => void,
): Copying {
  const read = useSourceReader(copies);
  const [sources, setSources] = useState<Sources>({});
  const held = useRef<Sources>(sources);
  const under = useRef<Promise<unknown>>(Promise.resolve());
  const load = useCallback(
    async (wanted: Wanted): Promise<Sources> => {
      const fresh = await Promise.all(
        Object.entries(wanted).map(async ([entity, ids]) => [entity, await read(entity, ids)] as const),
      );
      const merged = fresh.map(([entity, found]) => [entity, { ...held.current[entity], ...found }] as const);
      held.current = { ...held.current, ...Object.fromEntries(merged) };
      setSources(held.current);
      return held.current;
    },
    [read],
  );
  const follow = useCallback(
    (before: Values, after: Values) => {
      const changes = changesBetween(copies, before, after);
      if (changes.length === 0) return;
      const loaded = load(wantedBy(copies, after, changes));
      const done = loaded.then((found) => put((current) => withCopies(current, changes, found)));
      under.current = Promise.all([under.current, done]);
    },
    [copies, load, put],
  );
  const fixed = JSON.stringify(wantedBy(copies, values, []));
  useEffect(() => {
    if (fixed !== "{}") under.current = Promise.all([under.current, load(JSON.parse(fixed) as Wanted)]);
  }, [fixed, load]);
  const unread = useMemo(() => unreadIn(copies, values, sources), [copies, values, sources]);
  const settled = useCallback(() => under.current.then(() => held.current), []);
  return { sources, unread, follow, settled };
}

/** Values by record and field id; null for a record that cannot be read. */
function useSourceReader(copies: readonly Copy[]) {
  const client = useQueryClient();
  return useCallback(
    async (key: string, ids: readonly string[]): Promise<Read> => {
      const nothing: Read = Object.fromEntries(ids.map((id) => [id, null]));
      try {
        const entity = await client.fetchQuery({ ...entityQuery(key), retry: false });
        const wanted = new Set(copies.flatMap((one) => (one.link.entity_key === key ? [one.source] : [])));
        const fields = entity.fields.filter((field) => wanted.has(field.id));
        const keys = fields.map((field) => field.key);
        const page = await client.fetchQuery({
          queryKey: ["records", key, "copied", keys, ids],
          queryFn: ({ signal }) =>
            records.page(
              key,
              { filter: { field: "id", op: "in", value: ids }, fields: keys, limit: ids.length },
              signal,
            ),
          staleTime: freshFor,
          retry: false,
        });
        const found = page.records.map((record) => {
          const hidden = new Set(record.restricted);
          const seen = fields.filter((field) => !hidden.has(field.key));
          return [
            record.id,
            Object.fromEntries(seen.map(({ id, key: at }) => [id, (record[at] ?? null) as Json])),
          ];
        });
        return { ...nothing, ...Object.fromEntries(found) };
      } catch {
        // Without an answer nothing is filled in here; the server fills it in when the form is saved.
        return nothing;
      }
    },
    [client, copies],
  );
}
