/** What the entity designer asks beyond drafts: who uses what, conversions, the entities of an app. */
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { call } from "@/api/call";
import type { Schemas } from "@/api/schemas";
import { type DraftShown, drafts } from "@/designing/api";
import type { FieldSpec } from "@/designing/fields/documents";

export type User = Schemas["UserShown"];
export type Users = Schemas["UsersShown"];
export type Conversion = Schemas["ConversionShown"];

/** `revisions` are those of the drafts that were saved here: each save may change who uses what. */
export const usersQuery = (entity: string, revisions: string) =>
  queryOptions({
    queryKey: ["design", "users", entity, revisions],
    queryFn: () => call<Users>("GET", `/design/entities/${entity}/users`),
    placeholderData: keepPreviousData,
  });

export const conversionQuery = (entity: string, to: FieldSpec) =>
  queryOptions({
    queryKey: ["design", "conversion", entity, to],
    queryFn: () =>
      call<Conversion>("POST", `/design/entities/${entity}/fields/${to.id}/conversion`, { body: { to } }),
    gcTime: 0,
    retry: false,
  });

/** The drafts of all entities of an app, by name. */
export async function entityDrafts(app: string): Promise<readonly DraftShown[]> {
  const { objects } = await drafts.list(app);
  const ids = objects.filter((one) => one.kind === "entity" && one.app === app).map((one) => one.id);
  const found = await Promise.all(ids.map((id) => drafts.read(id)));
  return found.sort((one, other) => one.name.localeCompare(other.name));
}

export const siblingsQuery = (app: string) =>
  queryOptions({ queryKey: ["design", "siblings", app], queryFn: () => entityDrafts(app) });
