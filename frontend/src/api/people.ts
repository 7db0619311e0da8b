/** Who works here: the caller, the directory of people, the departments. */
import { queryOptions } from "@tanstack/react-query";
import { call } from "./call";

export type Me = {
  readonly person: { readonly id: string; readonly name: string; readonly email: string | null };
  readonly workspace: { readonly id: string; readonly name: string };
  readonly roles: readonly { readonly id: string; readonly name: string }[];
  readonly abilities: readonly string[];
  readonly admin: boolean;
  readonly locale: "zh-CN" | "en";
  readonly timezone: string;
  readonly must_change: boolean;
};

export type DirectoryPerson = {
  readonly id: string;
  readonly name: string;
  readonly position?: string | null;
  readonly department_id?: string | null;
  readonly department_name?: string | null;
  readonly active?: boolean;
};

export type Department = {
  readonly id: string;
  readonly parent_id: string | null;
  readonly name: string;
};

export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: ({ signal }) => call<Me>("GET", "/me", { signal }),
  staleTime: 300_000,
});

export const searchPeople = (q: string, signal?: AbortSignal) =>
  call<{ items: readonly DirectoryPerson[] }>("GET", "/people", {
    query: { q: q || undefined, limit: 30 },
    ...(signal ? { signal } : {}),
  }).then((answer) => answer.items);

export const personQuery = (id: string) =>
  queryOptions({
    queryKey: ["people", "one", id],
    queryFn: ({ signal }) => call<DirectoryPerson>("GET", `/people/${id}`, { signal }),
    staleTime: 600_000,
  });

const mostPages = 5;

async function everyone(signal: AbortSignal): Promise<readonly DirectoryPerson[]> {
  const found: DirectoryPerson[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const answer: { items: readonly DirectoryPerson[]; next: string | null } = await call("GET", "/people", {
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
  queryFn: ({ signal }) => call<{ items: readonly Department[] }>("GET", "/departments", { signal }),
  select: (answer) => answer.items,
  staleTime: 600_000,
});
