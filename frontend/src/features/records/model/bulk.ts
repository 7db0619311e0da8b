/** Changing or deleting many records: which ones, step by step, with a count of what was refused. */
import { ApiProblem } from "@/api/problem";
import type { BulkResult, Changes, RecordQuestion, RecordValues, records } from "@/api/records";
import type { Condition } from "@/lib/condition/condition";
import type { Json } from "@/lib/json";
import { isObject } from "@/lib/json";
import { type Checks, isChecked } from "@/ui/grid/model/checks";
import { inBatches } from "./gridEdits";

/** More than this in one go is a job for an import, not for a click. */
export const mostRecords = 5_000;

const pageSize = 500;
const batchSize = 200;

export type RecordsApi = Pick<typeof records, "page" | "bulk">;

/** The ticked records, read anew: those named, or all of the list but those taken out. */
export async function tickedRecords(
  api: RecordsApi,
  entity: string,
  filter: Condition | undefined,
  checks: Checks,
  fields: readonly string[],
): Promise<readonly RecordValues[]> {
  const found: RecordValues[] = [];
  if (checks.mode === "some") {
    for (const ids of inBatches([...checks.ids], pageSize)) {
      const asked: RecordQuestion = {
        filter: { field: "id", op: "in", value: ids },
        fields,
        limit: pageSize,
      };
      found.push(...(await api.page(entity, asked)).records);
    }
    return found;
  }
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<RecordsApi["page"]>> = await api.page(entity, {
      filter,
      fields,
      limit: pageSize,
      cursor,
    });
    found.push(...page.records.filter((record) => isChecked(checks, record.id)));
    cursor = page.next;
  } while (cursor !== null && found.length < mostRecords);
  return found.slice(0, mostRecords);
}

export type BulkOutcome = {
  readonly done: readonly string[];
  readonly refused: readonly { readonly id: string; readonly reason: string }[];
};

async function inSteps(
  ids: readonly string[],
  send: (batch: readonly string[]) => Promise<readonly BulkResult[]>,
  onProgress: (done: number) => void,
): Promise<BulkOutcome> {
  const done: string[] = [];
  const refused: { id: string; reason: string }[] = [];
  for (const batch of inBatches(ids, batchSize)) {
    const results = await send(batch);
    for (const [index, id] of batch.entries()) {
      const problem = results[index]?.problem;
      if (problem)
        refused.push({ id, reason: problem.problems?.[0]?.message ?? problem.title ?? problem.code });
      else done.push(id);
    }
    onProgress(done.length + refused.length);
  }
  return { done, refused };
}

export const changeMany = (
  api: RecordsApi,
  entity: string,
  changes: ReadonlyMap<string, Changes>,
  onProgress: (done: number) => void,
): Promise<BulkOutcome> =>
  inSteps(
    [...changes.keys()],
    async (batch) => {
      const update = batch.map((id) => ({ id, fields: changes.get(id) ?? {} }));
      return (await api.bulk(entity, { update })).results;
    },
    onProgress,
  );

export const deleteMany = (
  api: RecordsApi,
  entity: string,
  ids: readonly string[],
  onProgress: (done: number) => void,
): Promise<BulkOutcome> =>
  inSteps(ids, async (batch) => (await api.bulk(entity, { delete: batch })).results, onProgress);

/** Out of the trash again: records have a door of their own for that, one by one. */
export const restoreMany = (
  api: Pick<typeof records, "restore">,
  entity: string,
  ids: readonly string[],
  onProgress: (done: number) => void,
): Promise<BulkOutcome> =>
  inSteps(
    ids,
    (batch) =>
      Promise.all(
        batch.map((id) =>
          api.restore(entity, id).then(
            ({ version }): BulkResult => ({ id, version }),
            (problem: unknown): BulkResult => {
              if (!(problem instanceof ApiProblem)) throw problem;
              return { id, problem: { code: problem.code, title: problem.title } };
            },
          ),
        ),
      ),
    onProgress,
  );

/** What would bring the old values back. */
export function undoOf(
  before: readonly RecordValues[],
  key: string,
  done: readonly string[],
): ReadonlyMap<string, Changes> {
  const changed = new Set(done);
  const plain = (value: Json): Json => (isObject(value) && typeof value.id === "string" ? value.id : value);
  return new Map(
    before
      .filter((record) => changed.has(record.id))
      .map((record) => [record.id, { [key]: plain((record[key] ?? null) as Json) }] as const),
  );
}
