/** People, departments, roles, and the caller's own sessions and tokens, as the platform's schemas word them. */
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { call } from "@/api/call";

export type Contact = {
  readonly email: string | null;
  readonly phone: string | null;
  readonly admin: boolean;
  readonly can_sign_in: boolean;
  readonly locale: string | null;
  readonly created_at: string;
};

export type PersonRow = {
  readonly id: string;
  readonly name: string;
  readonly position: string | null;
  readonly manager_id: string | null;
  readonly manager_name: string | null;
  readonly department_id: string | null;
  readonly department_name: string | null;
  readonly active: boolean;
  readonly contact: Contact | null;
};

export type PersonDetail = PersonRow & {
  readonly departments: readonly string[];
  readonly roles: readonly string[];
};

export type PersonInput = {
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly position: string | null;
  readonly manager_id: string | null;
  readonly department_id: string | null;
};

export type OneTimePassword = { readonly login: string; readonly password: string };

export type DepartmentRow = {
  readonly id: string;
  readonly parent_id: string | null;
  readonly name: string;
  readonly position: number;
  readonly leader_id: string | null;
  readonly members: number;
};

export type FieldRight = "none" | "read" | "write" | "masked";

/** Rights on one entity; `*` in `fields` stands for every field that is not named. */
export type GrantRow = {
  readonly entity: string;
  readonly scope: { readonly rows: string };
  readonly edit_scope: { readonly rows: string } | null;
  readonly fields: Readonly<Record<string, FieldRight>>;
  readonly actions: readonly string[];
};

export type RoleRow = {
  readonly id: string;
  readonly name: string;
  readonly abilities: readonly string[];
  readonly grants: readonly GrantRow[];
  readonly members: number;
  readonly assignable: boolean;
};

export type MemberRow = { readonly id: string; readonly name: string; readonly active: boolean };

export type SessionRow = {
  readonly id: string;
  readonly created_at: string;
  readonly seen_at: string;
  readonly user_agent: string;
  readonly ip: string;
  readonly current: boolean;
};

export type TokenRow = {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly created_at: string;
  readonly expires_at: string | null;
  readonly last_used_at: string | null;
};

type Items<T> = { readonly items: readonly T[] };
type Paged<T> = Items<T> & { readonly next: string | null };

export type PeopleSearch = { readonly q: string; readonly department: string; readonly inactive: boolean };

export const peopleListQuery = ({ q, department, inactive }: PeopleSearch) =>
  infiniteQueryOptions({
    queryKey: ["people", "list", q, department, inactive],
    queryFn: ({ signal, pageParam }) =>
      call<Paged<PersonRow>>("GET", "/people", {
        query: {
          q: q || undefined,
          department: department || undefined,
          inactive,
          cursor: pageParam || undefined,
        },
        signal,
      }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next ?? undefined,
  });

export const personDetailQuery = (id: string) =>
  queryOptions({
    queryKey: ["people", "detail", id],
    queryFn: ({ signal }) => call<PersonDetail>("GET", `/people/${id}`, { signal }),
  });

export const createPerson = (input: PersonInput, signIn: boolean) =>
  call<{ person: PersonDetail; one_time: OneTimePassword | null }>("POST", "/people", {
    body: { ...input, sign_in: signIn },
  });

export const changePerson = (
  id: string,
  change: Partial<PersonInput> & { active?: boolean; admin?: boolean },
) => call<PersonDetail>("PATCH", `/people/${id}`, { body: change });

export const resetPassword = (id: string) =>
  call<OneTimePassword>("POST", `/people/${id}/password`, { body: {} });

export const departmentTreeQuery = queryOptions({
  queryKey: ["departments"],
  queryFn: ({ signal }) => call<Items<DepartmentRow>>("GET", "/departments", { signal }),
  staleTime: 600_000,
});

export const createDepartment = (body: { name: string; parent_id: string | null; position: number }) =>
  call<DepartmentRow>("POST", "/departments", { body });

export type DepartmentChange = Partial<Pick<DepartmentRow, "name" | "parent_id" | "position" | "leader_id">>;

export const changeDepartment = (id: string, body: DepartmentChange) =>
  call<DepartmentRow>("PATCH", `/departments/${id}`, { body });

export const deleteDepartment = (id: string) => call<void>("DELETE", `/departments/${id}`);

export const rolesQuery = queryOptions({
  queryKey: ["roles"],
  queryFn: ({ signal }) => call<Items<RoleRow>>("GET", "/roles", { signal }).then((answer) => answer.items),
});

/** All holders of a role: the form below changes the whole list at once. */
export const membersQuery = (role: string) =>
  queryOptions({
    queryKey: ["roles", role, "members"],
    queryFn: async ({ signal }) => {
      const members: MemberRow[] = [];
      let cursor: string | undefined;
      do {
        const page: Paged<MemberRow> = await call("GET", `/roles/${role}/members`, {
          query: { limit: 200, cursor },
          signal,
        });
        members.push(...page.items);
        cursor = page.next ?? undefined;
      } while (cursor !== undefined);
      return members;
    },
  });

export const setMembers = (role: string, people: readonly string[]) =>
  call<{ added: number; removed: number; members: number }>("PUT", `/roles/${role}/members`, {
    body: { people },
  });

export const sessionsQuery = queryOptions({
  queryKey: ["me", "sessions"],
  queryFn: ({ signal }) =>
    call<Items<SessionRow>>("GET", "/me/sessions", { signal }).then((answer) => answer.items),
});

export const endSession = (id: string) => call<void>("DELETE", `/me/sessions/${id}`);

export const tokensQuery = queryOptions({
  queryKey: ["me", "tokens"],
  queryFn: ({ signal }) =>
    call<Items<TokenRow>>("GET", "/me/tokens", { signal }).then((answer) => answer.items),
});

export const createToken = (body: { name: string; scopes: readonly string[]; days: number | null }) =>
  call<{ secret: string; token: TokenRow }>("POST", "/me/tokens", { body });

export const revokeToken = (id: string) => call<void>("DELETE", `/me/tokens/${id}`);
