/** Questions about the design: cached long, because a publish changes it, not a keystroke. */
import { queryOptions } from "@tanstack/react-query";
import { call } from "./call";
import type { EntityDocument, FormDocument, ViewDocument } from "./documents";
import type { Schemas } from "./schemas";
import { keptView } from "./viewKept";

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

/** Whoever looks on through other eyes only looks: no button leads to a refusal. */
export const asViewed = (entity: EntityDocument, viewing: boolean): EntityDocument =>
  viewing ? { ...entity, actions: [], prints: [] } : entity;

export const entityQuery = (key: string) =>
  queryOptions({
    queryKey: ["design", "entity", key],
    queryFn: async ({ signal }) =>
      asViewed(await call<EntityDocument>("GET", `/entities/${key}`, { signal }), keptView() !== undefined),
    staleTime: long,
  });

const readable = (entity: EntityDocument): EntityDocument => ({
  ...entity,
  fields: entity.fields.filter((field) => field.access !== "masked"),
});

/** The same for those who build with it: what they see only a part of is not offered to them. */
export const entityToBuildQuery = (key: string) => queryOptions({ ...entityQuery(key), select: readable });

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
