/** Sends what was edited in a grid: one row as a change with its version, many rows as one batch. */
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { ApiProblem } from "@/api/problem";
import { type BulkResult, type RecordQuestion, records } from "@/api/records";
import { deleteMany } from "@/features/records/model/bulk";
import { answerOf, inBatches, type RowEdit, rowEdits } from "@/features/records/model/gridEdits";
import type { Json } from "@/lib/json";
import type { CellEdit, EditAnswer } from "@/ui/grid/model/gridTypes";
import type { GridRows } from "./useGridSource";

const batchSize = 500;

export type GridWrites = {
  readonly entity: string;
  /** How rows are read again after a write: computed cells follow. */
  readonly question: Pick<RecordQuestion, "fields" | "expand">;
  readonly rows: GridRows;
  readonly onWritten: () => void;
  /** Rows came or went: the list must be read anew. */
  readonly onAppended: () => void;
  readonly onRefused: (problem: unknown, record: string) => void;
};

async function writeOne(entity: string, row: RowEdit): Promise<BulkResult> {
  try {
    const saved = await records.change(entity, row.id, row.fields, row.version);
    return { id: row.id, version: saved.version };
  } catch (problem) {
    if (!(problem instanceof ApiProblem) || problem.unreachable || problem.status >= 500) throw problem;
    return { id: row.id, problem: { code: problem.code, title: problem.title, problems: problem.errors } };
  }
}

export function useGridWrites({ entity, question, rows, onWritten, onAppended, onRefused }: GridWrites) {
  const { t } = useTranslation("records");
  const { versionOf, keepVersion } = rows;

  const reread = useCallback(
    async (ids: readonly string[]) => {
      if (ids.length === 0 || ids.length > batchSize) return [];
      const filter = { field: "id", op: "in", value: ids };
      const page = await records
        .page(entity, { ...question, filter, limit: ids.length })
        .catch(() => undefined);
      return page?.records ?? [];
    },
    [entity, question],
  );

  const onEdit = useCallback(
    async (edits: readonly CellEdit[]): Promise<EditAnswer> => {
      const changed = rowEdits(edits, versionOf);
      const [only] = changed;
      const results: BulkResult[] = [];
      if (only && changed.length === 1) results.push(await writeOne(entity, only));
      else {
        for (const batch of inBatches(changed, batchSize)) {
          const update = batch.map(({ id, version, fields }) => ({
            id,
            fields,
            ...(version ? { version } : {}),
          }));
          results.push(...(await records.bulk(entity, { update })).results);
        }
      }
      onWritten();
      for (const result of results) if (result.id && result.version) keepVersion(result.id, result.version);
      const answer = answerOf(changed, results, t("edit.refused"));
      const refused = results.find((result) => result.problem?.code.startsWith("stage."));
      if (refused?.problem && refused.id) onRefused(asProblem(refused.problem), refused.id);
      const fresh = await reread((answer.rows ?? []).map((row) => row.id));
      const byId = new Map(fresh.map((record) => [record.id, record as Readonly<Record<string, Json>>]));
      for (const record of fresh) keepVersion(record.id, record.version);
      return {
        rejected: answer.rejected,
        rows: (answer.rows ?? []).map((row) => ({
          id: row.id,
          cells: { ...row.cells, ...byId.get(row.id) },
        })),
      };
    },
    [entity, versionOf, keepVersion, onWritten, onRefused, reread, t],
  );

  const onAppend = useCallback(
    async (fresh: readonly Readonly<Record<string, Json>>[]) => {
      const made: string[] = [];
      try {
        for (const create of inBatches(fresh, batchSize)) {
          const { results } = await records.bulk(entity, { create });
          made.push(...results.flatMap(({ id, problem }) => (id && !problem ? [id] : [])));
          const first = results.find((result) => result.problem)?.problem;
          if (first) throw asProblem(first);
        }
      } finally {
        onAppended();
      }
      return made;
    },
    [entity, onAppended],
  );

  const onTakeBack = useCallback(
    async (ids: readonly string[]) => {
      const { refused } = await deleteMany(records, entity, ids, () => undefined);
      onAppended();
      if (refused[0]) throw new Error(refused[0].reason);
    },
    [entity, onAppended],
  );
  return { onEdit, onAppend, onTakeBack };
}

const asProblem = (problem: NonNullable<BulkResult["problem"]>): ApiProblem =>
  new ApiProblem(422, { ...problem, problems: problem.problems ?? [] });
