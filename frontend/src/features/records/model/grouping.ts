/** Rows of a grouped list: a header for each group, its records below unless it is folded. */
import type { GroupAnswerRow } from "@/api/records";
import type { Condition } from "@/lib/condition/condition";
import type { Json } from "@/lib/json";
import type { GridRow, RecordRow } from "@/ui/grid/model/gridTypes";

export type GroupHead = {
  readonly key: string;
  readonly value: Json;
  readonly label: string;
  readonly count: number;
};

export const headsOf = (rows: readonly GroupAnswerRow[], empty: string): readonly GroupHead[] =>
  rows.map((row) => {
    const value = row.groups[0] ?? null;
    return {
      key: JSON.stringify(value),
      value,
      label: value === null ? empty : (row.labels[0] ?? String(value)),
      count: Number(row.measures.count ?? 0),
    };
  });

export const groupCondition = (field: string, value: Json): Condition =>
  value === null ? { field, op: "is_empty" } : { field, op: "is", value };

export type Segment = {
  readonly head: GroupHead;
  readonly start: number;
  readonly rows: number;
  readonly folded: boolean;
};

export function segmentsOf(heads: readonly GroupHead[], folded: ReadonlySet<string>): readonly Segment[] {
  let start = 0;
  return heads.map((head) => {
    const closed = folded.has(head.key);
    const segment = { head, start, rows: 1 + (closed ? 0 : head.count), folded: closed };
    start += segment.rows;
    return segment;
  });
}

export const rowCountOf = (segments: readonly Segment[]): number =>
  segments.reduce((sum, segment) => sum + segment.rows, 0);

/** Loads a stretch of rows that may begin and end anywhere, group by group. */
export async function loadSegments(
  segments: readonly Segment[],
  first: number,
  count: number,
  load: (head: GroupHead, offset: number, count: number) => Promise<readonly RecordRow[]>,
): Promise<readonly GridRow[]> {
  const end = first + count;
  const parts = segments
    .filter((segment) => segment.start < end && segment.start + segment.rows > first)
    .map(async (segment): Promise<readonly GridRow[]> => {
      const { key, label } = segment.head;
      const header: GridRow = {
        kind: "group",
        key,
        label,
        count: segment.head.count,
        depth: 0,
        collapsed: segment.folded,
      };
      const withHeader = segment.start >= first;
      const from = Math.max(first - segment.start - 1, 0);
      const to = Math.min(end - segment.start - 1, segment.rows - 1);
      const records = to > from ? await load(segment.head, from, to - from) : [];
      return withHeader ? [header, ...records] : records;
    });
  return (await Promise.all(parts)).flat();
}
