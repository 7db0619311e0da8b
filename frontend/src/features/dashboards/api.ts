/** Dashboards over the API: the board, its numbers, and the records behind a mark. */
import { type QueryClient, queryOptions } from "@tanstack/react-query";
import { call } from "@/api/call";
import { entityQuery } from "@/api/design";
import type { EntityDocument, FieldDocument } from "@/api/documents";
import { records } from "@/api/records";
import type { Schemas } from "@/api/schemas";
import { both, type Condition } from "@/lib/condition/condition";
import type { Json } from "@/lib/json";
import type { WidgetAnswer } from "@/widget-charts/WidgetContent";
import type { MetricDocument, Widget } from "@/widget-charts/widget";
import type { CrossQuestion } from "./model/crossing";

export type BoardFilter = Schemas["design.BoardFilter"];

export type BoardEntity = { readonly key: string; readonly name?: string };

export type BoardDocument = {
  readonly id: string;
  readonly app: string;
  readonly name: string;
  readonly description?: string;
  readonly widgets: readonly Widget[];
  readonly filters?: readonly BoardFilter[];
  /** Widget ids in the order of a narrow screen. */
  readonly phone?: readonly string[];
  readonly metrics?: readonly MetricDocument[] | Readonly<Record<string, MetricDocument>>;
  /** Entity id → its key, for questions about records. */
  readonly entities?: Readonly<Record<string, BoardEntity | string>>;
  /** By card: the cards that follow a mark on it. */
  readonly follows?: Readonly<Record<string, readonly string[]>>;
  readonly wall?: Schemas["design.Wall"];
};

export type FilterValues = Readonly<Record<string, readonly Json[]>>;

export const boardQuery = (id: string) =>
  queryOptions({
    queryKey: ["dashboards", id, "board"],
    queryFn: ({ signal }) => call<BoardDocument>("GET", `/dashboards/${id}`, { signal }),
    staleTime: 300_000,
  });

/** Numbers of some widgets under the filters that reach them; other filters do not ask again. */
export const boardDataQuery = (
  id: string,
  widgets: readonly string[],
  filters: FilterValues,
  cross?: CrossQuestion,
) =>
  queryOptions({
    queryKey: ["dashboards", id, "data", widgets, filters, cross ?? null],
    queryFn: ({ signal }) =>
      call<{ widgets: Readonly<Record<string, WidgetAnswer>> }>("POST", `/dashboards/${id}/data`, {
        body: { widgets, filters, ...(cross ? { cross } : {}) },
        signal,
      }).then((answer) => answer.widgets),
    staleTime: 60_000,
  });

/** The filter is a condition, which the schema leaves open. */
export type Drill = Omit<Schemas["Drilled"], "filter"> & { readonly filter: Condition | null };

export type DrillQuestion = {
  readonly widget: string;
  readonly groups: readonly Json[];
  readonly filters: FilterValues;
  readonly stuck?: boolean;
  readonly cross?: CrossQuestion;
};

export const drillQuery = (id: string, question: DrillQuestion) =>
  queryOptions({
    queryKey: ["dashboards", id, "drill", question],
    queryFn: ({ signal }) => call<Drill>("POST", `/dashboards/${id}/drill`, { body: question, signal }),
    staleTime: 60_000,
  });

export type GroupValue = { readonly value: Json; readonly label: string; readonly count: number };

/** Field ids of a stored path as the keys that questions about records take, link by link. */
async function keysOfPath(client: QueryClient, entity: string, path: string): Promise<string> {
  const keys: string[] = [];
  let at: string | undefined = entity;
  for (const part of path.split(".")) {
    const design: EntityDocument | undefined = at ? await client.fetchQuery(entityQuery(at)) : undefined;
    const field: FieldDocument | undefined = design?.fields.find(
      (one) => one.id === part || one.key === part,
    );
    keys.push(field?.key ?? part);
    at = field?.entity_key;
  }
  return keys.join(".");
}

export type Narrowing = readonly { readonly path: string; readonly op: string; readonly value: Json }[];

/** Which values a field has, the most frequent first, with how many records bear each. */
export const groupValuesQuery = (entity: string, path: string, narrowing: Narrowing = []) =>
  queryOptions({
    queryKey: ["groups", entity, path, narrowing],
    queryFn: async ({ signal, client }): Promise<readonly GroupValue[]> => {
      const tests = await Promise.all(
        narrowing.map(async (one) => ({
          field: await keysOfPath(client, entity, one.path),
          op: one.op,
          value: one.value,
        })),
      );
      const { rows } = await records.groups(
        entity,
        {
          groups: [{ field: await keysOfPath(client, entity, path) }],
          measures: [{ id: "count", summary: "count" }],
          filter: both(...tests) ?? null,
          order: "measure",
          descending: true,
          limit: 200,
        },
        signal,
      );
      return rows.map((row) => ({
        value: row.groups[0] ?? null,
        label: row.labels[0] ?? "",
        count: Number(row.measures.count ?? 0),
      }));
    },
    staleTime: 60_000,
  });
