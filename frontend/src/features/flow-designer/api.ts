/** What the server knows of a flow's draft beside its document. */
import { queryOptions } from "@tanstack/react-query";
import { call } from "@/api/call";
import type { Schemas } from "@/api/schemas";
import { drafts } from "@/designing/api";

export type Manned = Schemas["ApprovalManned"];

/** For whom the approvals find nobody; asked again with every revision that was saved. */
export const approversQuery = (id: string, revision: number) =>
  queryOptions({
    queryKey: ["design-approvers", id, revision],
    queryFn: () => call<Schemas["ApproversShown"]>("POST", `/design/flows/${id}/approvers`),
    staleTime: 60_000,
  });

/** What is wrong with a draft before anything was changed here. */
export const checkQuery = (id: string, revision: number) =>
  queryOptions({
    queryKey: ["design-check-open", id, revision],
    queryFn: () => drafts.check([id]),
    staleTime: 60_000,
    retry: false,
  });

/** All that the app's designers made, by name: roles, forms, other flows. */
export const appObjectsQuery = (app: string) =>
  queryOptions({
    queryKey: ["design", "objects", app],
    queryFn: () => drafts.list(app),
    select: (answer) => answer.objects,
    staleTime: 60_000,
  });
