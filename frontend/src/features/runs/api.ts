/** Runs of flows over the API: lists, one run with its path, running again. */
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { call } from "@/api/call";
import type { Json } from "@/lib/json";
import { type RunAnswer, runOf } from "./model/runOf";

export type Named = { readonly id: string; readonly name: string };
export type Titled = { readonly id: string; readonly title: string };

export const runStatuses = ["running", "failed", "finished"] as const;
export type RunStatus = (typeof runStatuses)[number];

export type RunRow = {
  readonly id: string;
  readonly flow: Named;
  readonly version?: number;
  readonly entity?: string | null;
  readonly record?: Titled | null;
  readonly status: RunStatus;
  readonly outcome?: string | null;
  readonly started_at: string;
  readonly ended_at?: string | null;
  readonly initiator?: Named | null;
  /** Where it stands now, and with whom. */
  readonly waiting?: readonly {
    readonly node: Named;
    readonly people?: readonly Named[];
    readonly since?: string;
  }[];
};

/** One test of a condition as it was answered; names and values are in the reader's words. */
export type ConditionLine = {
  readonly left: string;
  readonly value?: Json;
  readonly op: string;
  readonly right?: Json;
  readonly result: boolean;
};

export type BranchLine = Named & { readonly result: boolean; readonly tests?: readonly ConditionLine[] };

export type EffectLine = {
  readonly type: string;
  readonly text?: string;
  readonly status?: "done" | "waiting" | "failed" | null;
  readonly at?: string | null;
  readonly tries?: number;
  readonly problem?: RunProblem | null;
};

export type RunProblem = {
  readonly code: string;
  readonly message?: string;
  readonly title?: string;
  readonly params?: Readonly<Record<string, Json>>;
};

export type Visit = {
  readonly id: number;
  readonly node: Named & { readonly type: string };
  readonly status: "open" | "done" | "halted" | "failed";
  readonly entered_at: string;
  readonly left_at?: string | null;
  readonly port?: Named | null;
  /** How many forks stand above this visit. */
  readonly depth?: number;
  readonly people?: readonly Named[];
  readonly branches?: readonly BranchLine[];
  readonly effects?: readonly EffectLine[];
  readonly problem?: RunProblem | null;
};

export type LogEntry = {
  readonly number: number;
  readonly at: string;
  readonly node?: Named | null;
  readonly act: string;
  readonly by?: Named | null;
  readonly behalf?: Named | null;
  readonly people?: readonly Named[];
  readonly comment?: string;
  readonly void?: boolean;
};

/** What happened inside, step by step, for those who look after flows. */
export type EventLine = {
  readonly key: string;
  readonly at: string;
  readonly kind: string;
  readonly text: string;
};

export type RunDocument = RunRow & {
  readonly visits: readonly Visit[];
  readonly log: readonly LogEntry[];
  readonly events: readonly EventLine[];
  readonly failures: readonly (RunProblem & { readonly node?: Named | null })[];
};

export type RunSearch = {
  readonly status: string;
  readonly flow: string;
  readonly entity: string;
  readonly record: string;
};

type RunPage = { readonly runs: readonly RunRow[]; readonly next?: string | null };

/** All runs, or those of one record. */
export const runListQuery = ({ status, flow, entity, record }: RunSearch) =>
  infiniteQueryOptions({
    queryKey: ["runs", "list", status, flow, entity, record],
    queryFn: ({ signal, pageParam }) =>
      entity && record
        ? call<RunPage>("GET", `/records/${entity}/${record}/runs`, { signal })
        : call<RunPage>("GET", "/runs", {
            query: { status: status || undefined, flow: flow || undefined, cursor: pageParam || undefined },
            signal,
          }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next ?? undefined,
    staleTime: 10_000,
  });

export const runQuery = (id: string) =>
  queryOptions({
    queryKey: ["runs", "one", id],
    queryFn: ({ signal }) => call<RunAnswer>("GET", `/runs/${id}`, { signal }).then(runOf),
    staleTime: 5_000,
  });

/** Failed nodes run once more with the same data. */
export const retry = (id: string) => call<unknown>("POST", `/runs/${id}/retry`, { body: {} });
