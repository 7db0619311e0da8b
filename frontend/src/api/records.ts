/** Records over the API: reading, writing, history and comments. Field names are keys everywhere. */
import type { Condition } from "@/lib/condition/condition";
import type { Json } from "@/lib/json";
import { type Call, call } from "./call";

export type RecordValues = {
  readonly id: string;
  readonly version: number;
  /** Keys of cells that this reader may not see in this record. */
  readonly restricted?: readonly string[];
  readonly [key: string]: Json | readonly string[] | undefined;
};

export type RecordQuestion = {
  readonly filter?: Condition | null | undefined;
  readonly fields?: readonly string[];
  readonly expand?: readonly string[];
  /** Keys; a minus sign in front descends. */
  readonly sort?: readonly string[];
  readonly limit?: number;
  readonly cursor?: string | null;
  readonly count?: boolean | "exact";
};

export type RecordPage = {
  readonly records: readonly RecordValues[];
  readonly next: string | null;
  readonly count?: { readonly value: number; readonly capped: boolean };
};

export type BulkResult = {
  readonly id: string | null;
  readonly version?: number;
  readonly problem?: BulkProblem;
};

export type BulkProblem = {
  readonly code: string;
  readonly title?: string;
  readonly problems?: readonly {
    readonly code: string;
    readonly path: readonly (string | number)[];
    readonly message: string;
  }[];
};

export type HistoryEntry = {
  readonly version: number;
  readonly at: string;
  readonly by: { readonly id: string; readonly name: string } | null;
  readonly via?: string | null;
  readonly cause?: Json;
  readonly action: string;
  readonly changes: Readonly<Record<string, readonly [Json, Json]>>;
};

export type CommentEntry = {
  readonly id: string;
  readonly at: string;
  readonly by: { readonly id: string; readonly name: string } | null;
  readonly text: string;
  readonly mentions?: readonly string[];
};

export type GroupQuestion = {
  readonly groups: readonly { readonly field: string; readonly bucket?: string }[];
  readonly measures: readonly { readonly id: string; readonly summary: string; readonly field?: string }[];
  readonly filter?: Condition | null | undefined;
  readonly order?: "group" | "measure";
  readonly descending?: boolean;
  readonly limit?: number;
};

export type GroupAnswerRow = {
  readonly groups: readonly Json[];
  readonly labels: readonly string[];
  readonly measures: Readonly<Record<string, Json>>;
};

export type Changes = Readonly<Record<string, Json>>;

export const createRecords = (ask: Call) => {
  const at = (entity: string, id = "") => `/records/${entity}${id && `/${id}`}`;
  return {
    page: (entity: string, question: RecordQuestion, signal?: AbortSignal) =>
      ask<RecordPage>("POST", `${at(entity)}/query`, { body: question, ...(signal ? { signal } : {}) }),
    one: (entity: string, id: string, expand: readonly string[] = [], signal?: AbortSignal) =>
      ask<RecordValues>("GET", at(entity, id), {
        query: { expand: expand.length > 0 ? expand.join(",") : undefined },
        ...(signal ? { signal } : {}),
      }),
    create: (entity: string, values: Changes, key?: string) =>
      ask<RecordValues>("POST", at(entity), {
        body: values,
        ...(key ? { headers: { "Idempotency-Key": key } } : {}),
      }),
    change: (entity: string, id: string, changes: Changes, version?: number) =>
      ask<RecordValues>("PATCH", at(entity, id), {
        body: changes,
        ...(version === undefined ? {} : { headers: { "If-Match": `"${version}"` } }),
      }),
    remove: (entity: string, id: string) => ask<void>("DELETE", at(entity, id)),
    restore: (entity: string, id: string) =>
      ask<RecordValues>("POST", `${at(entity, id)}/restore`, { body: {} }),
    bulk: (
      entity: string,
      batch: {
        readonly create?: readonly Changes[];
        readonly update?: readonly {
          readonly id: string;
          readonly version?: number;
          readonly fields: Changes;
        }[];
        readonly delete?: readonly string[];
      },
    ) => ask<{ results: readonly BulkResult[] }>("POST", `${at(entity)}/bulk`, { body: batch }),
    history: (entity: string, id: string, signal?: AbortSignal) =>
      ask<{ entries: readonly HistoryEntry[] }>("GET", `${at(entity, id)}/history`, signal ? { signal } : {}),
    comments: (entity: string, id: string, signal?: AbortSignal) =>
      ask<{ comments: readonly CommentEntry[] }>(
        "GET",
        `${at(entity, id)}/comments`,
        signal ? { signal } : {},
      ),
    comment: (entity: string, id: string, text: string, mentions: readonly string[]) =>
      ask<{ readonly id: string }>("POST", `${at(entity, id)}/comments`, { body: { text, mentions } }),
    groups: (entity: string, question: GroupQuestion, signal?: AbortSignal) =>
      ask<{ rows: readonly GroupAnswerRow[] }>("POST", `/groups/${entity}`, {
        body: question,
        ...(signal ? { signal } : {}),
      }),
    lookup: (entity: string, q: string, signal?: AbortSignal) =>
      ask<{ records: readonly { readonly id: string; readonly title: string | null }[] }>(
        "GET",
        `/lookup/${entity}`,
        {
          query: { q },
          ...(signal ? { signal } : {}),
        },
      ).then((answer) => answer.records),
  };
};

export const records = createRecords(call);
