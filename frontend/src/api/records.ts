/** Records over the API: reading, writing, history and comments. Field names are keys everywhere. */
import type { Condition } from "@/lib/condition/condition";
import type { Json } from "@/lib/json";
import { type Call, call } from "./call";
import type { Schemas } from "./schemas";

/** By hand: the fields are an app's own, and no schema of the platform knows them. */
export type RecordValues = {
  readonly id: string;
  readonly version: number;
  /** Keys of cells that this reader may not see in this record. */
  readonly restricted?: readonly string[];
  /** Of some restricted cells the part that this reader may see, by key. */
  readonly masked?: Readonly<Record<string, string>>;
  readonly [key: string]: Json | readonly string[] | Readonly<Record<string, string>> | undefined;
};

export type RecordQuestion = {
  readonly filter?: Condition | null | undefined;
  readonly fields?: readonly string[];
  readonly expand?: readonly string[];
  /** Keys; a minus sign in front descends. */
  readonly sort?: readonly string[];
  readonly limit?: number;
  readonly cursor?: string | null;
  /** The row, counted from 0, at which to begin; never together with a cursor. */
  readonly at?: number;
  readonly count?: boolean | "exact";
};

export type RecordPage = {
  readonly records: readonly RecordValues[];
  readonly next: string | null;
  /** After a jump: the cursor at which this page begins. */
  readonly anchor?: string | null;
  readonly count?: { readonly value: number; readonly capped: boolean };
};

export type BulkResult = {
  readonly id: string | null;
  readonly version?: number;
  readonly problem?: BulkProblem;
};

/** What screens read of a refusal inside an answer. */
export type BulkProblem = Pick<Schemas["Problem"], "code"> &
  Partial<Pick<Schemas["Problem"], "title">> & {
    readonly problems?: readonly Omit<Schemas["ProblemShown"], "params">[];
  };

export type HistoryEntry = Schemas["HistoryEntry"];
export type CommentEntry = Schemas["CommentShown"];

export type GroupQuestion = {
  readonly groups: readonly { readonly field: string; readonly bucket?: string }[];
  readonly measures: readonly { readonly id: string; readonly summary: string; readonly field?: string }[];
  readonly filter?: Condition | null | undefined;
  readonly order?: "group" | "measure";
  readonly descending?: boolean;
  readonly limit?: number;
};

/** By hand, because the schema leaves open what a label is; of groups it is always a text. */
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
    /** `form` is the id of the form that was filled in: its rules count on the server too. */
    create: (entity: string, values: Changes, key?: string, form?: string) =>
      ask<RecordValues>("POST", at(entity), {
        body: values,
        query: { form },
        ...(key ? { headers: { "Idempotency-Key": key } } : {}),
      }),
    change: (entity: string, id: string, changes: Changes, version?: number, form?: string) =>
      ask<RecordValues>("PATCH", at(entity, id), {
        body: changes,
        query: { form },
        ...(version === undefined ? {} : { headers: { "If-Match": `"${version}"` } }),
      }),
    remove: (entity: string, id: string) => ask<void>("DELETE", at(entity, id)),
    restore: (entity: string, id: string) =>
      ask<RecordValues>("POST", `${at(entity, id)}/restore`, { body: {} }),
    trash: (entity: string, signal?: AbortSignal) =>
      ask<{ readonly records: readonly RecordValues[]; readonly more: boolean }>(
        "GET",
        `/trash/${entity}`,
        signal ? { signal } : {},
      ),
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
      ask<Schemas["HistoryShown"]>("GET", `${at(entity, id)}/history`, signal ? { signal } : {}),
    comments: (entity: string, id: string, signal?: AbortSignal) =>
      ask<Schemas["CommentsShown"]>("GET", `${at(entity, id)}/comments`, signal ? { signal } : {}),
    comment: (entity: string, id: string, text: string, mentions: readonly string[]) =>
      ask<Schemas["Made"]>("POST", `${at(entity, id)}/comments`, { body: { text, mentions } }),
    groups: (entity: string, question: GroupQuestion, signal?: AbortSignal) =>
      ask<{ rows: readonly GroupAnswerRow[] }>("POST", `/groups/${entity}`, {
        body: question,
        ...(signal ? { signal } : {}),
      }),
    lookup: (entity: string, q: string, signal?: AbortSignal) =>
      ask<Schemas["RecordsFound"]>("GET", `/lookup/${entity}`, {
        query: { q },
        ...(signal ? { signal } : {}),
      }).then(({ records: found }) =>
        found.map(({ id, title }) => ({ id, title: title === null ? null : String(title) })),
      ),
  };
};

export const records = createRecords(call);
