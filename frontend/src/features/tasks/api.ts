/** Tasks over the API: lists, one task, decisions. */
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { call } from "@/api/call";
import type { FieldDocument } from "@/api/documents";
import type { RecordValues } from "@/api/records";
import type { Json } from "@/lib/json";

export const taskTabs = ["todo", "started", "cc", "done"] as const;
export type TaskTab = (typeof taskTabs)[number];

export type Named = { readonly id: string; readonly name: string };
export type Titled = { readonly id: string; readonly title: string };

/** As the approval engine names them; the verbs of the addresses stand in model/actions.ts. */
export type ActionName =
  | "approve"
  | "reject"
  | "send_back"
  | "transfer"
  | "add_before"
  | "add_after"
  | "add_beside"
  | "take_back"
  | "urge"
  | "cc"
  | "comment"
  | "draft"
  | "withdraw"
  | "resubmit";

export type ActionOffer = {
  readonly name: ActionName;
  /** Set where the node renames the action. */
  readonly label?: string;
  readonly comment?: boolean;
  readonly signature?: boolean;
  readonly attachment?: boolean;
};

/** A field that decides, already put into words for this reader. */
export type KeyFact = { readonly key: string; readonly name: string; readonly text: string };

export type TaskRow = {
  readonly id: string;
  readonly run: string;
  readonly flow: Named;
  readonly node: Named;
  readonly entity: string;
  readonly record: Titled | null;
  readonly what?: "approve" | "resubmit";
  readonly opened_at: string;
  readonly due_at?: string | null;
  readonly closed_at?: string | null;
  readonly outcome?: string | null;
  readonly overdue?: boolean;
  readonly initiator: Named | null;
  readonly behalf?: Named | null;
  readonly fields?: readonly KeyFact[];
  readonly actions?: readonly (ActionName | ActionOffer)[];
  /** In 'started by me': where the matter stands and with whom. */
  readonly waiting_for?: readonly Named[];
};

export type TaskPage = {
  readonly tasks: readonly TaskRow[];
  readonly next: string | null;
  readonly counts?: Partial<Readonly<Record<TaskTab, number>>>;
};

export type FieldRight = "hidden" | "read" | "edit" | "required";

export type TimelineEntry = {
  readonly state: "done" | "now" | "next";
  readonly act?: string;
  readonly node?: Named | null;
  readonly by?: Named | null;
  readonly behalf?: Named | null;
  readonly people?: readonly Named[];
  readonly at?: string | null;
  readonly since?: string | null;
  readonly due_at?: string | null;
  readonly target_hours?: string | number | null;
  readonly comment?: string;
  /** No longer counts, because the matter was returned. */
  readonly void?: boolean;
};

export type TaskDocument = TaskRow & {
  readonly values: RecordValues | null;
  readonly record_fields?: readonly FieldDocument[];
  readonly rights: Readonly<Record<string, FieldRight>>;
  readonly timeline: readonly TimelineEntry[];
  readonly draft?: { readonly fields?: Readonly<Record<string, Json>>; readonly comment?: string } | null;
  /** Human nodes to which the matter may be returned, besides the initiator. */
  readonly return_to?: readonly Named[];
  readonly urge_after?: string | null;
};

export type Decision = {
  readonly comment?: string;
  readonly fields?: Readonly<Record<string, Json>>;
  readonly version?: number;
  readonly to?: string;
  readonly people?: readonly string[];
  readonly how?: "before" | "after" | "beside";
  readonly resume?: "again" | "straight";
};

export type BatchResult = {
  readonly id: string;
  readonly ok?: boolean;
  readonly problem?: { readonly code: string; readonly title?: string; readonly message?: string };
};

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
  call<unknown>("POST", `/tasks/${id}/${verb}`, { body: decision });

export const decideMany = (verdict: "approve" | "reject", ids: readonly string[], comment: string) =>
  call<{ results: readonly BatchResult[] }>("POST", "/tasks/batch", {
    body: { action: verdict, tasks: ids, ...(comment ? { comment } : {}) },
  }).then((answer) => answer.results);
