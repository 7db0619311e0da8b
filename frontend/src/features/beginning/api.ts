/** The ways to begin over the API; nothing is built before its last request. */
import { queryOptions } from "@tanstack/react-query";
import { call } from "@/api/call";
import type { Schemas } from "@/api/schemas";

export type Begun = Schemas["BegunShown"];
export type TableRead = Schemas["TableRead"];
export type Proposal = Schemas["Proposal"];
export type ColumnFacts = Schemas["ColumnFacts"];
export type FieldPart = Schemas["FieldPart-Output"];
export type FieldType = FieldPart["type"];
export type DateOrder = NonNullable<Schemas["ColumnSource-Output"]["dates"]>;
export type EntityChosen = Pick<Schemas["TableChosen"], "entity" | "sources">;
export type SpecShown = Schemas["SpecShown"];
export type Part = Schemas["PartShown"];

/** Where it goes: into an app that is there, or into a new one of that name. */
export type Target = {
  readonly app?: string;
  readonly app_name?: string;
  readonly publish: boolean;
};

const place = "/design/begin";

export const waysQuery = queryOptions({
  queryKey: ["begin", "ways"],
  queryFn: ({ signal }) => call<Schemas["WaysToBegin"]>("GET", place, { signal }),
  staleTime: 300_000,
});

/** Who approves what is new: nobody, the manager, the manager and then the head of the department. */
export const approvals = ["none", "one", "two"] as const;
export type Approval = (typeof approvals)[number];

export const beginBlank = (name: string, approval: Approval, target: Target) =>
  call<Begun>("POST", place, { body: { name, approval, ...target } });

export const openTable = (file: File): Promise<TableRead> => {
  const form = new FormData();
  form.set("file", file, file.name);
  return call<TableRead>("POST", `${place}/table`, { body: form });
};

/** Asked again while a long file is still being read. */
export const tableQuery = (job: string) =>
  queryOptions({
    queryKey: ["begin", "table", job],
    queryFn: ({ signal }) => call<TableRead>("GET", `${place}/table/${job}`, { signal }),
    refetchInterval: (query) => (query.state.data?.status === "reading" ? 1_000 : false),
    retry: false,
  });

/** The code of the refusal to propose anything for a table that is an entity already. */
export const alreadyBuilt = "beginning.built";

/** The code of the refusal to propose anything for a table whose entity is a draft; `app` says of which app. */
export const asDraft = "beginning.waiting";

export const buildTable = (job: string, chosen: EntityChosen, target: Target) =>
  call<Schemas["TableBuilt"]>("POST", `${place}/table/${job}/build`, { body: { ...chosen, ...target } });

export const specify = (sentence: string, signal: AbortSignal) =>
  call<SpecShown>("POST", `${place}/sentence`, { body: { sentence }, signal });

export const buildSpec = (spec: SpecShown["spec"], parts: readonly string[], target: Target) =>
  call<Begun>("POST", `${place}/build`, { body: { spec, parts, ...target } });
