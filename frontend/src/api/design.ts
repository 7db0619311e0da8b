/** Questions about the design: cached long, because a publish changes it, not a keystroke. */
import { queryOptions } from "@tanstack/react-query";
import { call } from "./call";
import type { AppDocument, EntityDocument, EntityName, FormDocument, ViewDocument } from "./documents";

const long = 300_000;

export const appsQuery = queryOptions({
  queryKey: ["design", "apps"],
  queryFn: ({ signal }) => call<{ apps: readonly AppDocument[] }>("GET", "/apps", { signal }),
  select: (answer) => answer.apps,
  staleTime: long,
});

export const entitiesQuery = queryOptions({
  queryKey: ["design", "entities"],
  queryFn: ({ signal }) => call<{ entities: readonly EntityName[] }>("GET", "/entities", { signal }),
  select: (answer) => answer.entities,
  staleTime: long,
});

export const entityQuery = (key: string) =>
  queryOptions({
    queryKey: ["design", "entity", key],
    queryFn: ({ signal }) => call<EntityDocument>("GET", `/entities/${key}`, { signal }),
    staleTime: long,
  });

export const viewQuery = (id: string) =>
  queryOptions({
    queryKey: ["design", "view", id],
    queryFn: ({ signal }) => call<ViewDocument>("GET", `/views/${id}`, { signal }),
    staleTime: long,
  });

export const formQuery = (id: string) =>
  queryOptions({
    queryKey: ["design", "form", id],
    queryFn: ({ signal }) => call<FormDocument>("GET", `/forms/${id}`, { signal }),
    staleTime: long,
  });
