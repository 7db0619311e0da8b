/** Imports over the API: a job from its file to its undoing. */
import { queryOptions } from "@tanstack/react-query";
import { call } from "@/api/call";
import type { ImportMapping } from "./model/mapping";

export type ImportStatus =
  | "reading"
  | "ready"
  | "checked"
  | "queued"
  | "running"
  | "done"
  | "cancelled"
  | "failed"
  | "undoing"
  | "undone";

export type ColumnReport = {
  readonly name: string;
  readonly kind: "empty" | "boolean" | "integer" | "number" | "date" | "text";
  readonly filled: number;
  readonly empty: number;
  readonly distinct: number;
  readonly share?: string | null;
  readonly dates?: "ymd" | "mdy" | "dmy" | "unclear" | "mixed" | null;
  readonly samples: readonly string[];
  readonly values?: readonly { readonly value: string; readonly count: number }[];
  readonly bad?: readonly { readonly row: number; readonly value: string }[];
};

export type CellProblem = {
  readonly row: number;
  readonly column?: string | null;
  readonly field?: string | null;
  readonly value?: string | null;
  readonly code: string;
  readonly message?: string;
};

export type Unmatched = {
  readonly column: string;
  readonly field: string;
  readonly value: string;
  readonly count: number;
  /** What it may have meant, best first. */
  readonly nearest?: readonly { readonly id: string; readonly title: string }[];
};

export type ImportCheck = {
  readonly rows: number;
  readonly good: number;
  /** The first thousand; `totals` counts all of them. */
  readonly problems: readonly CellProblem[];
  readonly totals?: readonly {
    readonly column: string;
    readonly field: string;
    readonly code: string;
    readonly count: number;
  }[];
  readonly unmatched: readonly Unmatched[];
  /** Columns with cells that leave their field empty. */
  readonly empty?: readonly { readonly column: string; readonly count: number }[];
};

export type Progress = {
  readonly total: number;
  readonly waiting: number;
  readonly done: number;
  readonly refused: number;
  readonly undone: number;
  readonly kept: number;
};

export type ImportJob = {
  readonly id: string;
  readonly entity: string;
  readonly file_name: string;
  readonly status: ImportStatus;
  readonly historical: boolean;
  readonly columns: readonly ColumnReport[];
  /** Keys that columns may fill. */
  readonly fields: readonly string[];
  readonly mapping: ImportMapping;
  readonly preview?: readonly { readonly row: number; readonly cells: readonly (string | null)[] }[];
  readonly report?: ImportCheck | null;
  readonly error?: { readonly code: string; readonly message?: string } | null;
  readonly progress: Progress;
  readonly started_at?: string | null;
  readonly ended_at?: string | null;
};

export const openImport = (entity: string, file: File): Promise<ImportJob> => {
  const form = new FormData();
  form.set("entity", entity);
  form.set("file", file, file.name);
  return call<ImportJob>("POST", "/imports", { body: form });
};

const working = new Set<ImportStatus>(["reading", "queued", "running", "undoing"]);

export const isWorking = (job: ImportJob | undefined): boolean =>
  job !== undefined && working.has(job.status);

/** Mapping and checks are open until the job is queued. */
export const isOpen = (job: ImportJob): boolean => job.status === "ready" || job.status === "checked";

/** Asked again every second while something goes on. */
export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ["imports", id],
    queryFn: ({ signal }) => call<ImportJob>("GET", `/imports/${id}`, { signal }),
    refetchInterval: (query) => (isWorking(query.state.data) ? 1_000 : false),
  });

export const changeImport = (id: string, mapping: ImportMapping) =>
  call<ImportJob>("PATCH", `/imports/${id}`, { body: { mapping } });

export const checkImport = (id: string, historical: boolean) =>
  call<ImportCheck>("POST", `/imports/${id}/check`, { body: { historical } });

export const runImport = (id: string, historical: boolean) =>
  call<ImportJob>("POST", `/imports/${id}/run`, { body: { historical } });

export const cancelImport = (id: string) => call<unknown>("POST", `/imports/${id}/cancel`, { body: {} });
export const undoImport = (id: string) => call<unknown>("POST", `/imports/${id}/undo`, { body: {} });

export type RefusedRow = {
  readonly row: number;
  readonly cells: readonly (string | null)[];
  readonly problems: readonly Omit<CellProblem, "row">[];
};

export const refusedQuery = (id: string) =>
  queryOptions({
    queryKey: ["imports", id, "refused"],
    queryFn: ({ signal }) =>
      call<{ items: readonly RefusedRow[]; next: number | null }>("GET", `/imports/${id}/refused`, {
        signal,
      }),
  });
