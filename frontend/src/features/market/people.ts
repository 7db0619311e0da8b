/** Who stands behind an installed app, and what its roles must and must not allow, over the API. */
import { queryOptions } from "@tanstack/react-query";
import { call } from "@/api/call";
import type { Schemas } from "@/api/schemas";

export type PeopleOfApp = Schemas["PeopleOfApp"];
export type SlotFilled = Schemas["SlotFilled"];
export type PermissionTested = Schemas["PermissionTested"];

export const slotsQuery = (app: string) =>
  queryOptions({
    queryKey: ["packages", "slots", app],
    queryFn: ({ signal }) => call<PeopleOfApp>("GET", `/apps/${app}/slots`, { signal }),
  });

export const rebind = (app: string, slots: Readonly<Record<string, string>>) =>
  call<PeopleOfApp>("PUT", `/apps/${app}/slots`, { body: { slots } });

/** Asked anew each time: the roles may have been published anew. */
export const testsQuery = (app: string) =>
  queryOptions({
    queryKey: ["packages", "tests", app],
    queryFn: ({ signal }) =>
      call<Schemas["PermissionsTested"]>("GET", `/apps/${app}/permission-tests/results`, { signal }).then(
        (answer) => answer.tests,
      ),
    staleTime: 0,
  });
