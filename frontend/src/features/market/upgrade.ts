/** Upgrading an installed app over the API: what it would take, keep and ask. */
import { queryOptions } from "@tanstack/react-query";
import { call } from "@/api/call";
import type { Schemas } from "@/api/schemas";

/** Texts, numbers and flags: what the platform shows of a value is never a list or an object. */
export type Shown = string | number | boolean | null;

type Sides = { readonly before: Shown; readonly after: Shown };
type ThreeSides = { readonly base: Shown; readonly mine: Shown; readonly theirs: Shown };
export type Difference = Omit<Schemas["DifferenceShown"], keyof Sides> & Sides;
export type Conflict = Omit<Schemas["ConflictShown"], keyof ThreeSides> & ThreeSides;
export type Place = Omit<Difference, keyof Sides>;

export type UpgradePreview = Omit<Schemas["UpgradePreview"], "taken" | "kept" | "conflicts"> & {
  readonly taken: readonly Difference[];
  readonly kept: readonly Difference[];
  readonly conflicts: readonly Conflict[];
};

/** Never answered from memory: the choice is made over the design as it is now. */
export const upgradeQuery = (app: string) =>
  queryOptions({
    queryKey: ["packages", "upgrade", app],
    queryFn: ({ signal }) => call<UpgradePreview>("GET", `/apps/${app}/upgrade`, { signal }),
    staleTime: 0,
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
  });

export type UpgradeWish = {
  readonly revision: number;
  readonly version: string;
  readonly theirs: readonly { readonly object: string; readonly path: readonly string[] }[];
  readonly slots: Readonly<Record<string, string>>;
  readonly accept_empty: boolean;
};

export const upgrade = (app: string, wish: UpgradeWish) =>
  call<Schemas["Upgraded"]>("POST", `/apps/${app}/upgrade`, { body: wish });

export const undoUpgrade = (app: string, confirm: boolean) =>
  call<Schemas["Upgraded"]>("POST", `/apps/${app}/upgrade/undo`, { body: { confirm } });
