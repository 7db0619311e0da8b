/** Who acts while somebody is away, over the API. */
import { queryOptions } from "@tanstack/react-query";
import { call } from "@/api/call";
import type { Named } from "./api";

export type Delegation = {
  readonly id: string;
  readonly person: Named;
  readonly to: Named;
  /** First and last day, both included. */
  readonly since: string;
  readonly until: string;
  /** Empty: all flows. */
  readonly flows: readonly Named[];
};

export type Delegations = {
  readonly mine: readonly Delegation[];
  readonly to_me: readonly Delegation[];
  readonly flows: readonly Named[];
};

export type Absence = {
  readonly to: string;
  readonly since: string;
  readonly until: string;
  readonly flows: readonly string[];
};

export const delegationsQuery = queryOptions({
  queryKey: ["delegations"],
  queryFn: ({ signal }) => call<Delegations>("GET", "/me/delegations", { signal }),
});

export const beginDelegation = (absence: Absence) =>
  call<{ id: string }>("POST", "/me/delegations", { body: absence });

export const endDelegation = (id: string) => call<unknown>("DELETE", `/me/delegations/${id}`);
