/** Who works here: the caller, the directory of people, the departments. */
import { queryOptions } from "@tanstack/react-query";
import { call } from "./call";
import type { Schemas } from "./schemas";
import { keptView } from "./viewKept";

export type Me = Schemas["Me"];
export type Ability = Schemas["RoleOut"]["abilities"][number];
export type DirectoryPerson = Schemas["PersonOut"];
export type Department = Schemas["DepartmentOut"];

export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: ({ signal }) => call<Me>("GET", "/me", { signal }),
  staleTime: 300_000,
});

/** Administrators may do everything; others what their roles add; whoever views as another only looks. */
export const isAble = (me: Me | undefined, ability: Ability): boolean =>
  me !== undefined && keptView() === undefined && (me.admin || me.abilities.includes(ability));

export const searchPeople = (q: string, signal?: AbortSignal) =>
  call<Schemas["PeoplePage"]>("GET", "/people", {
    query: { q: q || undefined, limit: 30 },
    ...(signal ? { signal } : {}),
  }).then((answer) => answer.items);

export const personQuery = (id: string) =>
  queryOptions({
    queryKey: ["people", "one", id],
    queryFn: ({ signal }) => call<Schemas["PersonDetail"]>("GET", `/people/${id}`, { signal }),
    staleTime: 600_000,
  });

const mostPages = 5;

async function everyone(signal: AbortSignal): Promise<readonly DirectoryPerson[]> {
  const found: DirectoryPerson[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const answer: Schemas["PeoplePage"] = await call("GET", "/people", {
      query: { inactive: true, limit: 200, cursor },
      signal,
    });
    found.push(...answer.items);
    if (!answer.next) break;
    cursor = answer.next;
  }
  return found;
}

/** Names for ids in grids and histories; the first thousand people, later ones are asked for singly. */
export const directoryQuery = queryOptions({
  queryKey: ["people", "directory"],
  queryFn: ({ signal }) => everyone(signal),
  staleTime: 600_000,
});

export const departmentsQuery = queryOptions({
  queryKey: ["departments"],
  queryFn: ({ signal }) => call<Schemas["DepartmentsOut"]>("GET", "/departments", { signal }),
  select: (answer) => answer.items,
  staleTime: 600_000,
});
