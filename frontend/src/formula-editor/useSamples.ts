/** Three records to try a formula on, read once under the author's own rights. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { EntityDocument } from "@/api/documents";
import { type RecordValues, records } from "@/api/records";

const few = 3;

export type Samples = {
  readonly records: readonly RecordValues[];
  readonly waiting: boolean;
  readonly problem: unknown;
};

/** `beyond` are dotted keys of fields behind links; `running` is the entity as it runs, none while it never ran. */
export function useSamples(running: EntityDocument | undefined, beyond: readonly string[]): Samples {
  const entity = running?.key ?? "";
  const own = useQuery({
    queryKey: ["formula-samples", entity],
    queryFn: ({ signal }) => records.page(entity, { limit: few }, signal),
    enabled: running !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const ids = useMemo(() => own.data?.records.map((one) => one.id) ?? [], [own.data]);
  const further = useQuery({
    queryKey: ["formula-samples", entity, ids, beyond],
    queryFn: ({ signal }) => {
      const filter = { field: "id", op: "in", value: ids } as const;
      return records.page(entity, { limit: few, fields: ["id", ...beyond], filter }, signal);
    },
    enabled: beyond.length > 0 && ids.length > 0,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return useMemo(() => {
    const more = new Map(further.data?.records.map((one) => [one.id, one]) ?? []);
    const joined = own.data?.records.map((one) => ({ ...more.get(one.id), ...one })) ?? [];
    return {
      records: joined,
      waiting: own.isLoading || (beyond.length > 0 && ids.length > 0 && further.isFetching),
      problem: own.error ?? further.error,
    };
  }, [own, further, beyond, ids]);
}
