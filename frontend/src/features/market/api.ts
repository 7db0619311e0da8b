/** The market of packages over the API, and what can be done with installed apps. */
import { queryOptions } from "@tanstack/react-query";
import { call } from "@/api/call";

export type Installation = { readonly app: string; readonly version: string; readonly installed_at: string };

export type PackageHead = {
  readonly id: string;
  readonly version: string;
  readonly name: string;
  readonly summary: string;
  readonly description: string;
  readonly publisher: string;
  readonly icon: string;
  readonly color: string;
};

export type PackageRow = PackageHead & { readonly installed: readonly Installation[] };

export type Named = { readonly id: string; readonly name: string };
export type Slot = Named & { readonly kind: "person" | "department" };

export type PackagePreview = PackageHead & {
  readonly entities: readonly (Named & { readonly samples: number })[];
  readonly dashboards: readonly Named[];
  readonly flows: readonly Named[];
  readonly roles: readonly Named[];
  readonly slots: readonly Slot[];
  readonly asks: { readonly abilities: readonly string[]; readonly hosts: readonly string[] };
};

export const packagesQuery = queryOptions({
  queryKey: ["packages"],
  queryFn: ({ signal }) =>
    call<{ packages: readonly PackageRow[] }>("GET", "/packages", { signal }).then(
      (answer) => answer.packages,
    ),
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

export type Installed = { readonly app: string; readonly objects: number; readonly samples: number };

export const install = (id: string, wish: InstallWish) =>
  call<Installed>("POST", `/packages/${id}/install`, { body: wish });

export const removeSamples = (app: string) =>
  call<{ removed: number; kept: number }>("POST", `/apps/${app}/remove-samples`, { body: {} });

export const uninstall = (app: string) => call<void>("DELETE", `/apps/${app}`);

export const exportAddress = (app: string): string => `/api/apps/${app}/export`;
