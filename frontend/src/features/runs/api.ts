/** Runs of flows over the API: lists, one run with its path, running again. */
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { call } from "@/api/call";
import type { Schemas } from "@/api/schemas";
import type { FlowGraph } from "@/lib/flowTree/tree";
import { runOf } from "./model/runOf";

export type Named = Schemas["Named"];
export type RunAnswer = Schemas["RunOpened"];

export const runStatuses = ["running", "failed", "finished"] as const;
export type RunStatus = (typeof runStatuses)[number];

export type RunRow = Schemas["RunShown"];
export type BranchLine = Schemas["BranchAnswered"];
export type EffectLine = Schemas["EffectShown"];
export type RunProblem = Omit<Schemas["FailureShown"], "node">;

/** The answer put together for the page, by runOf. */
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

export type RunDocument = Pick<
  RunAnswer,
  "id" | "flow" | "entity" | "record" | "status" | "outcome" | "initiator"
> &
  Pick<RunRow, "version" | "started_at" | "ended_at"> & {
    readonly graph: FlowGraph;
    readonly visits: readonly Visit[];
    readonly log: readonly LogEntry[];
    readonly events: readonly EventLine[];
    readonly failures: readonly (RunProblem & { readonly node: Named | null })[];
  };

export type RunSearch = {
  readonly status: string;
  readonly flow: string;
  readonly entity: string;
  readonly record: string;
};

/** The runs of a record are one page. */
type RunPage = Schemas["RunsOfRecord"] & Partial<Schemas["RunsShown"]>;

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
export const retry = (id: string) => call<Schemas["Done"]>("POST", `/runs/${id}/retry`, { body: {} });
