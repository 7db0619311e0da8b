/** Imports over the API: a job from its file to its undoing. */
import { queryOptions } from "@tanstack/react-query";
import { call } from "@/api/call";
import type { Json } from "@/lib/json";
import type { ImportMapping } from "./model/mapping";

export type ImportMode = "normal" | "historical";

export type ImportStatus =
  | "draft"
  | "reading"
  | "checking"
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
  readonly nearest?: readonly string[];
};

export type ImportCheck = {
  readonly rows: number;
  readonly good?: number;
  readonly bad?: number;
  readonly problems: readonly CellProblem[];
  /** More problems than are listed. */
  readonly more?: boolean;
  readonly unmatched: readonly Unmatched[];
  readonly preview?: readonly Readonly<Record<string, Json>>[];
};

export type ImportJob = {
  readonly id: string;
  readonly entity: string;
  readonly status: ImportStatus;
  readonly mode?: ImportMode;
  readonly file: { readonly name: string; readonly rows?: number | null } | string;
  readonly rows?: number | null;
  readonly columns: readonly ColumnReport[];
  readonly mapping: ImportMapping;
  readonly check?: ImportCheck | null;
  readonly done?: number;
  readonly created?: number;
  readonly refused?: number;
  readonly kept?: number;
  readonly removed?: number;
  readonly started_at?: string | null;
  readonly ended_at?: string | null;
  readonly problem?: { readonly code: string; readonly message?: string } | null;
  readonly problems?: readonly CellProblem[];
};

export const openImport = (entity: string, file: File): Promise<ImportJob> => {
  const form = new FormData();
  form.set("entity", entity);
  form.set("file", file, file.name);
  return call<ImportJob>("POST", "/imports", { body: form });
};

const working = new Set<ImportStatus>(["reading", "checking", "running", "undoing"]);

export const isWorking = (job: ImportJob | undefined): boolean =>
  job !== undefined && working.has(job.status);

/** Asked again every second while something goes on. */
export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ["imports", id],
    queryFn: ({ signal }) => call<ImportJob>("GET", `/imports/${id}`, { signal }),
    refetchInterval: (query) => (isWorking(query.state.data) ? 1_000 : false),
  });

export const changeImport = (id: string, change: { mapping?: ImportMapping; mode?: ImportMode }) =>
  call<ImportJob>("PATCH", `/imports/${id}`, { body: change });

export const checkImport = (id: string) => call<ImportCheck>("POST", `/imports/${id}/check`, { body: {} });
export const runImport = (id: string) => call<ImportJob>("POST", `/imports/${id}/run`, { body: {} });
export const cancelImport = (id: string) => call<ImportJob>("POST", `/imports/${id}/cancel`, { body: {} });
export const undoImport = (id: string) => call<ImportJob>("POST", `/imports/${id}/undo`, { body: {} });

export const fileNameOf = (job: ImportJob): string =>
  typeof job.file === "string" ? job.file : job.file.name;
export const rowsOf = (job: ImportJob): number | undefined =>
  job.rows ?? (typeof job.file === "string" ? undefined : job.file.rows) ?? job.check?.rows ?? undefined;
