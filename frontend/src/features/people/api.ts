/** People, departments, roles, and the caller's own sessions and tokens, as the platform's schemas word them. */
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { call } from "@/api/call";
import type { Schemas } from "@/api/schemas";

export type PersonDetail = Schemas["PersonDetail"];
export type PersonInput = Pick<
  Required<Schemas["NewPerson"]>,
  "name" | "email" | "phone" | "position" | "manager_id" | "department_id"
>;
export type OneTimePassword = Schemas["OneTimePassword"];
export type DepartmentRow = Schemas["DepartmentOut"];
export type GrantRow = Schemas["Grant"];
export type FieldRight = GrantRow["fields"][string];
export type RoleRow = Schemas["RoleOut"];
export type MemberRow = Schemas["MemberOut"];
export type WhyAnswer = Schemas["Why"];
export type SessionRow = Schemas["SessionOut"];
export type TokenRow = Schemas["TokenOut"];

export type PeopleSearch = { readonly q: string; readonly department: string; readonly inactive: boolean };

export const peopleListQuery = ({ q, department, inactive }: PeopleSearch) =>
  infiniteQueryOptions({
    queryKey: ["people", "list", q, department, inactive],
    queryFn: ({ signal, pageParam }) =>
      call<Schemas["PeoplePage"]>("GET", "/people", {
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
  call<Schemas["PersonCreated"]>("POST", "/people", {
    body: { ...input, sign_in: signIn },
  });

export const changePerson = (id: string, change: Schemas["PersonChange"]) =>
  call<PersonDetail>("PATCH", `/people/${id}`, { body: change });

export const resetPassword = (id: string) =>
  call<OneTimePassword>("POST", `/people/${id}/password`, { body: {} });

export const departmentTreeQuery = queryOptions({
  queryKey: ["departments"],
  queryFn: ({ signal }) => call<Schemas["DepartmentsOut"]>("GET", "/departments", { signal }),
  staleTime: 600_000,
});

export const createDepartment = (body: Schemas["NewDepartment"]) =>
  call<DepartmentRow>("POST", "/departments", { body });

export type DepartmentChange = Schemas["DepartmentChange"];

export const changeDepartment = (id: string, body: DepartmentChange) =>
  call<DepartmentRow>("PATCH", `/departments/${id}`, { body });

export const deleteDepartment = (id: string) => call<void>("DELETE", `/departments/${id}`);

export const rolesQuery = queryOptions({
  queryKey: ["roles"],
  queryFn: ({ signal }) =>
    call<Schemas["RolesOut"]>("GET", "/roles", { signal }).then((answer) => answer.items),
});

/** All holders of a role: the form below changes the whole list at once. */
export const membersQuery = (role: string) =>
  queryOptions({
    queryKey: ["roles", role, "members"],
    queryFn: async ({ signal }) => {
      const members: MemberRow[] = [];
      let cursor: string | undefined;
      do {
        const page = await call<Schemas["MembersPage"]>("GET", `/roles/${role}/members`, {
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
  call<Schemas["MembersChanged"]>("PUT", `/roles/${role}/members`, {
    body: { people },
  });

/** What can be asked about a person's rights; the rarer actions follow from the role's table of rights. */
export const askableActions = ["read", "create", "update", "delete", "import", "export", "bulk"] as const;

/** Entity and field by their ids; an empty field asks about the record as a whole. */
export type WhyQuestion = {
  readonly person: string;
  readonly entity: string;
  readonly action: (typeof askableActions)[number];
  readonly field: string;
};

export const whyQuery = ({ person, entity, action, field }: WhyQuestion) =>
  queryOptions({
    queryKey: ["people", "why", person, entity, action, field],
    queryFn: ({ signal }) =>
      call<WhyAnswer>("GET", "/access/why", {
        query: { person, entity, action, field: field || undefined },
        signal,
      }),
  });

export const sessionsQuery = queryOptions({
  queryKey: ["me", "sessions"],
  queryFn: ({ signal }) =>
    call<Schemas["SessionsOut"]>("GET", "/me/sessions", { signal }).then((answer) => answer.items),
});

export const endSession = (id: string) => call<void>("DELETE", `/me/sessions/${id}`);

export const tokensQuery = queryOptions({
  queryKey: ["me", "tokens"],
  queryFn: ({ signal }) =>
    call<Schemas["TokensOut"]>("GET", "/me/tokens", { signal }).then((answer) => answer.items),
});

export const createToken = (body: Schemas["NewToken"]) =>
  call<Schemas["TokenCreated"]>("POST", "/me/tokens", { body });

export const revokeToken = (id: string) => call<void>("DELETE", `/me/tokens/${id}`);
