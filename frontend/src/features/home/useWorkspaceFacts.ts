/** What the first steps are judged by, asked of the platform under the caller's rights. */
import { useQueries, useQuery } from "@tanstack/react-query";
import { call } from "@/api/call";
import { appsQuery, entitiesQuery } from "@/api/design";
import { isAble, type Me, searchPeople } from "@/api/people";
import { records } from "@/api/records";
import type { Schemas } from "@/api/schemas";
import type { WorkspaceFacts } from "./model/checklist";

/** Entities that are looked into for a record: those made first are those filled first. */
const looked = 3;

/** Undefined until everything is known. */
export function useWorkspaceFacts(me: Me, enabled: boolean): WorkspaceFacts | undefined {
  const mayInvite = isAble(me, "people");
  const { data: apps } = useQuery({ ...appsQuery, enabled });
  const { data: entities } = useQuery({ ...entitiesQuery, enabled });
  const { data: packages } = useQuery({
    queryKey: ["packages"],
    queryFn: ({ signal }) =>
      call<Schemas["PackagesShown"]>("GET", "/packages", { signal }).then((answer) => answer.packages),
    enabled,
  });
  const { data: design } = useQuery({
    queryKey: ["design", "objects"],
    queryFn: ({ signal }) => call<Schemas["DesignRows"]>("GET", "/design", { signal }),
    enabled,
  });
  const { data: people } = useQuery({
    queryKey: ["people", "search", ""],
    queryFn: ({ signal }) => searchPeople("", signal),
    enabled: enabled && mayInvite,
  });
  const installed = new Set((packages ?? []).flatMap((one) => one.installed.map(({ app }) => app)));
  const own = new Set((apps ?? []).filter((app) => !installed.has(app.id)).map((app) => app.id));
  const keys = packages ? (entities ?? []).filter((one) => own.has(one.app)).map((one) => one.key) : [];
  const filled = useQueries({
    queries: keys.slice(0, looked).map((key) => ({
      queryKey: ["records", key, "any"],
      queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
        records.page(key, { limit: 1, fields: ["id"] }, signal).then((page) => page.records.length > 0),
      enabled,
      retry: false,
    })),
  });
  const known = apps && entities && packages && design && (people || !mayInvite);
  if (!known || filled.some((one) => one.isPending)) return undefined;
  return {
    entities: keys,
    hasRecords: filled.some((one) => one.data === true),
    hasFlows: design.objects.some(
      (one) => one.kind === "flow" && one.version !== null && one.app !== null && own.has(one.app),
    ),
    hasColleagues: (people ?? []).some(
      (one) => one.active && one.id !== me.person.id && one.contact?.can_sign_in === true,
    ),
    mayInvite,
  };
}
