/** The records of a stretch of days: asked under the reader's rights, and no more than fit on a screen. */
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { type RecordValues, records } from "@/api/records";
import { expandable, type FieldAtPath } from "@/features/records/model/fields";
import { both } from "@/lib/condition/condition";
import type { Day } from "@/lib/days";
import { keysOf } from "../cardFields";
import type { LayoutProps } from "../layout";
import { type SpanFields, spanFilter } from "./spans";

const most = 500;

type Asked = Pick<LayoutProps, "entity" | "words" | "filter" | "revision"> & {
  readonly fields: SpanFields | undefined;
  readonly others: readonly FieldAtPath[];
  readonly first: Day;
  readonly last: Day;
  /** Less than all of `most`. */
  readonly limit?: number;
};

export type DatedRecords = {
  readonly records: readonly RecordValues[] | undefined;
  /** There are more than were asked for. */
  readonly more: boolean;
  readonly count: number;
  readonly problem: unknown;
  readonly retry: () => void;
};

export function useDatedRecords(asked: Asked): DatedRecords {
  const { entity, words, filter, revision, fields, others, first, last, limit = most } = asked;
  const question = useMemo(() => {
    if (!fields) return undefined;
    const shown = [fields.start, ...(fields.end ? [fields.end] : []), ...others];
    return {
      filter: both(filter, spanFilter(fields, first, last, words.zone)),
      fields: keysOf(entity, shown),
      expand: expandable(shown),
      sort: [fields.start.key],
      limit,
      count: true,
    };
  }, [entity, words.zone, filter, fields, others, first, last, limit]);
  const found = useQuery({
    queryKey: ["records", entity.key, "dated", question, revision],
    queryFn: ({ signal }) => records.page(entity.key, question ?? {}, signal),
    enabled: question !== undefined,
    placeholderData: (before) => before,
  });
  return {
    records: found.data?.records,
    more: found.data?.next !== null && found.data !== undefined,
    count: found.data?.count?.value ?? 0,
    problem: found.error,
    retry: () => void found.refetch(),
  };
}
