/** An app as its draft holds it: members at their default are absent. */
import type { DesignDocument, Workbench } from "@/designing/model/workbench";

/** One page of the menu; without a name of its own it bears that of the page. */
export type ItemDraft = {
  readonly id: string;
  readonly opens: string;
  readonly name?: string;
  readonly icon?: string;
};

export type GroupDraft = {
  readonly id: string;
  readonly name: string;
  readonly items: readonly ItemDraft[];
};

export type AppDraft = DesignDocument & {
  readonly key: string;
  readonly icon?: string;
  readonly color?: string;
  readonly description?: string;
  readonly menu?: readonly GroupDraft[];
};

export const appDefaults = { icon: "", color: "", description: "", menu: [], requires: [] } as const;
export const itemDefaults = { name: "", icon: "" } as const;

export function appOf(workbench: Workbench, id: string): AppDraft | undefined {
  const found = workbench[id];
  return found?.kind === "app" ? (found as AppDraft) : undefined;
}

export const menuOf = (app: AppDraft): readonly GroupDraft[] => app.menu ?? [];

export const itemsOf = (app: AppDraft): readonly ItemDraft[] => menuOf(app).flatMap((group) => group.items);

export const groupWith = (app: AppDraft, item: string): GroupDraft | undefined =>
  menuOf(app).find((group) => group.items.some((one) => one.id === item));

/** Every id in the menu: new ones must differ from all of them. */
export const takenIds = (app: AppDraft): ReadonlySet<string> =>
  new Set([...menuOf(app).map((group) => group.id), ...itemsOf(app).map((item) => item.id)]);
