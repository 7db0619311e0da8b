/** The rows of a grid: counted once, loaded by blocks, grouped by the server where the reader wants groups. */
import { useQuery } from "@tanstack/react-query";
import { useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { FieldDocument } from "@/api/documents";
import { type RecordQuestion, type RecordValues, records } from "@/api/records";
import { Anchors } from "@/features/records/model/anchors";
import {
  type GroupHead,
  groupCondition,
  headsOf,
  loadSegments,
  rowCountOf,
  segmentsOf,
} from "@/features/records/model/grouping";
import { type CellWords, idOf } from "@/field-cells/cell";
import { cellOf } from "@/field-cells/cells";
import { both, type Condition } from "@/lib/condition/condition";
import type { Json } from "@/lib/json";
import type { RecordRow } from "@/ui/grid/model/gridTypes";
import { BlockSource, type RowSource } from "@/ui/grid/model/rowSource";

export type GridQuestion = {
  readonly entity: string;
  readonly filter: Condition | undefined;
  readonly fields: readonly string[];
  readonly expand: readonly string[];
  readonly sort: readonly string[];
  readonly group: FieldDocument | undefined;
  readonly folded: ReadonlySet<string>;
  readonly revision: number;
};

export type GridRows = {
  readonly source: RowSource | undefined;
  readonly count: number | undefined;
  readonly problem: unknown;
  readonly versionOf: (id: string) => number | undefined;
  readonly keepVersion: (id: string, version: number) => void;
};

const rowOf = (record: RecordValues): RecordRow => ({
  kind: "record",
  id: record.id,
  cells: record as Readonly<Record<string, Json>>,
});

export function useGridSource(
  question: GridQuestion,
  words: CellWords,
  onProblem: (problem: unknown) => void,
): GridRows {
  const { t } = useTranslation("records");
  const versions = useRef(new Map<string, number>());
  const report = useRef(onProblem);
  report.current = onProblem;
  const { entity, filter, fields, expand, sort, group, folded, revision } = question;

  const count = useQuery({
    queryKey: ["records", entity, "count", filter, revision],
    queryFn: ({ signal }) =>
      records.page(entity, { filter, fields: ["id"], limit: 1, count: "exact" }, signal),
    enabled: group === undefined,
    placeholderData: (before) => before,
  });
  const groups = useQuery({
    queryKey: ["records", entity, "groups", filter, group?.key, revision],
    queryFn: ({ signal }) =>
      records.groups(
        entity,
        {
          filter,
          groups: [{ field: group?.key ?? "" }],
          measures: [{ id: "count", summary: "count" }],
          limit: 1000,
        },
        signal,
      ),
    enabled: group !== undefined,
    placeholderData: (before) => before,
  });

  const heads = useMemo(() => {
    if (!group || !groups.data) return undefined;
    const cell = cellOf(group);
    return headsOf(groups.data.rows, t("group.empty")).map((head) => ({
      ...head,
      label: head.value === null ? head.label : cell.toText(head.value, group, words) || head.label,
    }));
  }, [group, groups.data, words, t]);
  const total = group ? heads?.reduce((sum, head) => sum + head.count, 0) : count.data?.count?.value;

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new revision means new rows for the same question
  const source = useMemo(() => {
    const ask = (asked: RecordQuestion, signal: AbortSignal) => records.page(entity, asked, signal);
    const base: RecordQuestion = { filter, fields, expand, sort };
    const rows = (found: readonly RecordValues[]): readonly RecordRow[] => {
      for (const record of found) versions.current.set(record.id, record.version);
      return found.map(rowOf);
    };
    const options = { onProblem: (problem: unknown) => report.current(problem) };
    if (!group) {
      if (total === undefined) return undefined;
      const anchors = new Anchors(ask, base);
      return new BlockSource(
        total,
        async (first, size, signal) => rows(await anchors.load(first, size, signal)),
        options,
      );
    }
    if (!heads) return undefined;
    const segments = segmentsOf(heads, folded);
    const byGroup = new Map<string, Anchors>();
    const anchorsOf = (head: GroupHead) => {
      const own = groupCondition(group.key, plainOf(head.value));
      const known = byGroup.get(head.key) ?? new Anchors(ask, { ...base, filter: both(filter, own) });
      byGroup.set(head.key, known);
      return known;
    };
    return new BlockSource(
      rowCountOf(segments),
      (first, size, signal) =>
        loadSegments(segments, first, size, async (head, offset, some) =>
          rows(await anchorsOf(head).load(offset, some, signal)),
        ),
      options,
    );
  }, [entity, filter, fields, expand, sort, group, heads, folded, total, revision]);

  return {
    source,
    count: total,
    problem: group ? groups.error : count.error,
    versionOf: (id) => versions.current.get(id),
    keepVersion: (id, version) => versions.current.set(id, version),
  };
}

/** A group's value may come as {id, title}: conditions take the id. */
const plainOf = (value: Json): Json => (typeof value === "object" && value !== null ? idOf(value) : value);
