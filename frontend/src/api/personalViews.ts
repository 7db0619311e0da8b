/** Views that the reader keeps for themselves, and how one becomes a view for everybody. */
import { queryOptions } from "@tanstack/react-query";
import type { Condition } from "@/lib/condition/condition";
import { call } from "./call";
import type { SortDocument, ViewDocument } from "./documents";

export type ViewMembers = {
  readonly name: string;
  readonly layout: ViewDocument["layout"];
  readonly filter: Condition | null;
  readonly sort: readonly SortDocument[];
  readonly form: string | null;
};

export const personalViewsQuery = (entity: string) =>
  queryOptions({
    queryKey: ["design", "personal-views", entity],
    queryFn: ({ signal }) =>
      call<{ views: readonly ViewDocument[] }>("GET", "/personal-views", { query: { entity }, signal }),
    select: (answer) => answer.views,
  });

export const personalViews = {
  keep: (entity: string, members: ViewMembers) =>
    call<ViewDocument>("POST", "/personal-views", { body: { entity, ...members } }),
  change: (id: string, members: Partial<ViewMembers>) =>
    call<ViewDocument>("PATCH", `/personal-views/${id}`, { body: members }),
  forget: (id: string) => call<void>("DELETE", `/personal-views/${id}`),
};

/** A view of the app from one's own: made as a draft and published at once. Answers its id. */
export async function publishView(view: ViewDocument): Promise<string> {
  const { app, entity, name, layout, filter = null, sort = [], form = null } = view;
  const document = { kind: "view", app, entity, name, layout, filter, sort, form };
  const made = await call<{ readonly id: string }>("POST", "/design", { body: { document } });
  await call("POST", "/design/publish", { body: { ids: [made.id] } });
  return made.id;
}
