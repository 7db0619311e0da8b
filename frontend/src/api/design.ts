/** Questions about the design: cached long, because a publish changes it, not a keystroke. */
import { queryOptions } from "@tanstack/react-query";
import { call } from "./call";
import type { EntityDocument, FormDocument, ViewDocument } from "./documents";
import type { Schemas } from "./schemas";

const long = 300_000;

export const appsQuery = queryOptions({
  queryKey: ["design", "apps"],
  queryFn: ({ signal }) => call<Schemas["AppsShown"]>("GET", "/apps", { signal }),
  select: (answer) => answer.apps,
  staleTime: long,
});

export const entitiesQuery = queryOptions({
  queryKey: ["design", "entities"],
  queryFn: ({ signal }) => call<Schemas["EntitiesNamed"]>("GET", "/entities", { signal }),
  select: (answer) => answer.entities,
  staleTime: long,
});

export const entityQuery = (key: string) =>
  queryOptions({
    queryKey: ["design", "entity", key],
    queryFn: ({ signal }) => call<EntityDocument>("GET", `/entities/${key}`, { signal }),
    staleTime: long,
  });

/** A view of the app by its id in the design, or one of the reader's own by the id of its row. */
export const viewQuery = (id: string) =>
  queryOptions({
    queryKey: ["design", "view", id],
    queryFn: ({ signal }) =>
      call<ViewDocument>("GET", `/${id.startsWith("viw_") ? "views" : "personal-views"}/${id}`, { signal }),
    staleTime: long,
  });

export const formQuery = (id: string) =>
  queryOptions({
    queryKey: ["design", "form", id],
    queryFn: ({ signal }) => call<FormDocument>("GET", `/forms/${id}`, { signal }),
    staleTime: long,
  });
