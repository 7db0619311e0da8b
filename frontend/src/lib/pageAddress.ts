import type { MenuEntry } from "@/api/documents";

const letters: Readonly<Record<MenuEntry["kind"], string>> = { view: "v", dashboard: "d", form: "f" };

/** Where a page of an app's menu lies. */
export const pageAddress = (app: string, item: MenuEntry): string =>
  `/a/${app}/${letters[item.kind]}/${item.opens}`;
