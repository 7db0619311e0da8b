/** Imports over the API: a job from its file to its undoing. */
import { queryOptions } from "@tanstack/react-query";
import { call } from "@/api/call";
import type { Schemas } from "@/api/schemas";
import type { ImportMapping } from "./model/mapping";

export type ColumnReport = Schemas["ColumnShown"];
export type CellProblem = Schemas["CellProblemShown"];
export type Unmatched = Schemas["NameUnmatched"];
export type ImportCheck = Schemas["ImportChecked"];
export type Progress = Schemas["ImportProgress"];
export type ImportJob = Schemas["ImportShown"];
export type ImportStatus = ImportJob["status"];

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

const [soon, later] = [250, 1_000];
const soonTimes = 12;

/** Asked again while something goes on: small files are done within moments, of large ones a look a second tells enough. */
export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ["imports", id],
    queryFn: ({ signal }) => call<ImportJob>("GET", `/imports/${id}`, { signal }),
    refetchInterval: ({ state }) =>
      isWorking(state.data) ? (state.dataUpdateCount < soonTimes ? soon : later) : false,
  });

export const changeImport = (id: string, mapping: ImportMapping) =>
  call<ImportJob>("PATCH", `/imports/${id}`, { body: { mapping } });

export const checkImport = (id: string, historical: boolean) =>
  call<ImportCheck>("POST", `/imports/${id}/check`, { body: { historical } });

export const runImport = (id: string, historical: boolean) =>
  call<ImportJob>("POST", `/imports/${id}/run`, { body: { historical } });

export const cancelImport = (id: string) => call<ImportJob>("POST", `/imports/${id}/cancel`, { body: {} });
export const undoImport = (id: string) => call<ImportJob>("POST", `/imports/${id}/undo`, { body: {} });

export type RefusedRow = Schemas["RowRefused"];

export const refusedQuery = (id: string) =>
  queryOptions({
    queryKey: ["imports", id, "refused"],
    queryFn: ({ signal }) => call<Schemas["RowsRefused"]>("GET", `/imports/${id}/refused`, { signal }),
  });
