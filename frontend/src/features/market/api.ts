/** The market of packages over the API, and what can be done with installed apps. */
import { queryOptions } from "@tanstack/react-query";
import { call } from "@/api/call";
import type { Schemas } from "@/api/schemas";

export type Installation = Schemas["InstallationShown"];
export type PackageRow = Schemas["PackageShown"];
export type Named = Schemas["Named"];
export type Slot = Schemas["SlotShown"];
export type PreviewedEntity = Schemas["EntityPreviewed"];
export type PreviewedCard = Schemas["CardPreviewed"];
export type PreviewedBoard = Schemas["BoardPreviewed"];
export type PreviewedFlow = Schemas["FlowPreviewed"];
export type PackagePreview = Schemas["PackagePreview"];

export const packagesQuery = queryOptions({
  queryKey: ["packages"],
  queryFn: ({ signal }) =>
    call<Schemas["PackagesShown"]>("GET", "/packages", { signal }).then((answer) => answer.packages),
});

export const packageQuery = (id: string) =>
  queryOptions({
    queryKey: ["packages", id],
    queryFn: ({ signal }) => call<PackagePreview>("GET", `/packages/${id}`, { signal }),
    staleTime: 600_000,
  });

export type InstallWish = {
  readonly samples: boolean;
  readonly name: string;
  readonly slots?: Readonly<Record<string, string>>;
};

export type Installed = Schemas["InstalledShown"];

export const install = (id: string, wish: InstallWish) =>
  call<Installed>("POST", `/packages/${id}/install`, { body: wish });

export type Removal = Schemas["RemovalPreview"];

/** Asked anew each time: counts of a minute ago would be no basis for a decision. */
export const removalQuery = (app: string) =>
  queryOptions({
    queryKey: ["packages", "removal", app],
    queryFn: ({ signal }) => call<Removal>("GET", `/apps/${app}/removal`, { signal }),
    gcTime: 0,
  });

export type RemovedApp = Schemas["RemovedApp"];

export const removedQuery = queryOptions({
  queryKey: ["packages", "removed"],
  queryFn: ({ signal }) =>
    call<Schemas["RemovedApps"]>("GET", "/apps/removed", { signal }).then((answer) => answer.apps),
});

export const restore = (app: string) => call<Schemas["AppRestored"]>("POST", `/apps/${app}/restore`);

export const removeSamples = (app: string) =>
  call<Schemas["SamplesRemoved"]>("POST", `/apps/${app}/remove-samples`, { body: {} });

export const uninstall = (app: string) => call<void>("DELETE", `/apps/${app}`);

export const exportAddress = (app: string): string => `/api/apps/${app}/export`;

export type Uploaded = Schemas["PackageUploaded"];

export const uploadPackage = (file: File) => {
  const form = new FormData();
  form.set("file", file, file.name);
  return call<Uploaded>("POST", "/package-files", { body: form });
};

export const withdrawPackage = (id: string) => call<void>("DELETE", `/package-files/${id}`);
