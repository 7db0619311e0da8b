/** Lists as files: small ones at once, large ones made in the background. */
import { queryOptions } from "@tanstack/react-query";
import type { Condition } from "@/lib/condition/condition";
import { call } from "./call";
import { problemFrom } from "./problem";
import type { Schemas } from "./schemas";

export type ExportFormat = "csv" | "xlsx";

export type ExportQuestion = {
  readonly entity: string;
  readonly format: ExportFormat;
  readonly filter: Condition | undefined;
  /** Keys. */
  readonly fields: readonly string[];
  readonly sort: readonly string[];
};

export type ExportJob = Schemas["ExportOut"];

/** The code of the refusal to make a large file while somebody waits. */
export const tooManyRows = "export.rows.many";

export async function exportNow({ entity, format, filter, fields, sort }: ExportQuestion): Promise<Blob> {
  const asked = new URLSearchParams({ format });
  if (filter) asked.set("filter", JSON.stringify(filter));
  if (fields.length > 0) asked.set("fields", fields.join(","));
  if (sort.length > 0) asked.set("sort", sort.join(","));
  const response = await fetch(`/api/records/${entity}/export?${asked}`, {
    headers: { "Accept-Language": document.documentElement.lang },
  });
  if (!response.ok) throw await problemFrom(response);
  return response.blob();
}

export const exportJobs = {
  begin: ({ entity, format, filter = undefined, fields, sort }: ExportQuestion) =>
    call<ExportJob>("POST", "/exports", { body: { entity, format, filter: filter ?? null, fields, sort } }),
  discard: (id: string) => call<void>("DELETE", `/exports/${id}`),
  address: (id: string): string => `/api/exports/${id}/file`,
};

const working = new Set<ExportJob["status"]>(["queued", "running"]);

export const exportJobQuery = (id: string) =>
  queryOptions({
    queryKey: ["exports", id],
    queryFn: ({ signal }) => call<ExportJob>("GET", `/exports/${id}`, { signal }),
    refetchInterval: ({ state }) => (state.data && !working.has(state.data.status) ? false : 1_000),
  });
