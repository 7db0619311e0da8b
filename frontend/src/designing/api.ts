/** Drafts, checks and versions of design objects. */
import { queryOptions } from "@tanstack/react-query";
import { call } from "@/api/call";
import type { Schemas } from "@/api/schemas";
import type { DesignDocument } from "./model/workbench";

export type DraftShown = Omit<Schemas["Draft"], "document"> & { readonly document: DesignDocument };
export type DraftKept = Schemas["DraftKept"];
export type Preview = Schemas["PublishPreview"];
export type Published = Schemas["PublishedShown"];
export type DesignProblem = DraftKept["problems"][number];
export type Consent = { readonly confirm?: boolean; readonly accept_empty?: boolean };

const at = (id: string) => `/design/${id}`;

export const drafts = {
  list: (app: string) => call<Schemas["DesignRows"]>("GET", "/design", { query: { app } }),
  read: (id: string, signal?: AbortSignal) =>
    call<DraftShown>("GET", `${at(id)}/draft`, signal ? { signal } : {}),
  save: (id: string, revision: number, document: DesignDocument) =>
    call<DraftKept>("PUT", `${at(id)}/draft`, { body: { revision, document } }),
  create: (document: Readonly<Record<string, unknown>>) =>
    call<Schemas["ObjectStarted"]>("POST", "/design", { body: { document } }),
  users: (id: string) => call<Schemas["ObjectUsers"]>("GET", `${at(id)}/users`),
  /** `confirm`: its records go too, and that is known. */
  remove: (id: string, confirm: boolean) => call<void>("DELETE", at(id), { query: { confirm } }),
  check: (ids: readonly string[]) => call<Preview>("POST", "/design/check", { body: { ids } }),
  publish: (ids: readonly string[], consent: Consent) =>
    call<Published>("POST", "/design/publish", { body: { ids, ...consent } }),
  /** Tells that the object is open here; answers who else has it open. */
  present: (id: string, signal: AbortSignal) =>
    call<Schemas["PresenceShown"]>("PUT", `${at(id)}/presence`, { signal }),
  versions: (id: string) => call<Schemas["VersionRows"]>("GET", `${at(id)}/versions`),
  version: (id: string, version: number) =>
    call<Schemas["VersionShown"]>("GET", `${at(id)}/versions/${version}`),
};

const beat = 4_000;

/** The other people who have the object open; a page that nobody looks at does not count as open. */
export const presenceQuery = (id: string) =>
  queryOptions({
    queryKey: ["design", "presence", id],
    queryFn: ({ signal }) => drafts.present(id, signal),
    refetchInterval: beat,
    refetchOnWindowFocus: "always",
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });

export const versionsQuery = (id: string) =>
  queryOptions({ queryKey: ["design", "versions", id], queryFn: () => drafts.versions(id) });

/** The document that runs now; a version never changes. */
export const versionQuery = (id: string, version: number | null) =>
  queryOptions({
    queryKey: ["design-version", id, version],
    queryFn: async () =>
      version === null ? null : ((await drafts.version(id, version)).document as unknown as DesignDocument),
    staleTime: Number.POSITIVE_INFINITY,
  });
