/** Tasks over the API: lists, one task, decisions. */
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { call } from "@/api/call";
import type { RecordValues } from "@/api/records";
import type { Schemas } from "@/api/schemas";
import type { Json } from "@/lib/json";

export const taskTabs = ["todo", "started", "cc", "done"] as const;
export type TaskTab = (typeof taskTabs)[number];

export type Named = Schemas["Named"];
export type Titled = Schemas["Titled"];

/** As the approval engine names them; the verbs of the addresses stand in model/actions.ts. */
export type ActionName = ActionOffer["name"];
export type ActionOffer = Schemas["ActionOffered"];
export type KeyFact = Schemas["FactShown"];
export type TaskRow = Schemas["TaskShown"];
export type TaskPage = Schemas["TasksShown"];
export type TimelineEntry = Schemas["TimelineEntry"];
export type FieldRight = TaskDocument["rights"][string];

/** The record's values as records have them everywhere, by hand. */
export type TaskDocument = Omit<Schemas["TaskOpened"], "values"> & { readonly values: RecordValues | null };

export type Decision = {
  readonly comment?: string;
  readonly fields?: Readonly<Record<string, Json>>;
  readonly version?: number;
  readonly to?: string;
  readonly people?: readonly string[];
  readonly how?: "before" | "after" | "beside";
  readonly resume?: "again" | "straight";
  /** Ids of uploads. */
  readonly signature?: string;
  readonly attachments?: readonly string[];
};

export type BatchResult = Schemas["TaskDecided"];

export const taskListQuery = (tab: TaskTab) =>
  infiniteQueryOptions({
    queryKey: ["tasks", "list", tab],
    queryFn: ({ signal, pageParam }) =>
      call<TaskPage>("GET", "/tasks", { query: { tab, cursor: pageParam || undefined }, signal }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next ?? undefined,
    staleTime: 10_000,
  });

export const taskQuery = (id: string) =>
  queryOptions({
    queryKey: ["tasks", "one", id],
    queryFn: ({ signal }) => call<TaskDocument>("GET", `/tasks/${id}`, { signal }),
    staleTime: 5_000,
  });

export const actOnTask = (id: string, verb: string, decision: Decision) =>
  call<Schemas["Done"]>("POST", `/tasks/${id}/${verb}`, { body: decision });

export const decideMany = (verdict: "approve" | "reject", ids: readonly string[], comment: string) =>
  call<Schemas["TasksDecided"]>("POST", "/tasks/batch", {
    body: { action: verdict, tasks: ids, ...(comment ? { comment } : {}) },
  }).then((answer) => answer.results);
