/** Where in the workspace an address lies: which app, which pages its menu offers. */
import type { AppDocument } from "@/api/documents";
import { pageAddress } from "@/lib/pageAddress";

export function appOfPath(path: string, apps: readonly AppDocument[], search = ""): AppDocument | undefined {
  const [, first, second] = path.split("/");
  if (first === "a") return apps.find((app) => app.key === second || app.id === second);
  if (first !== "r") return undefined;
  // A record belongs to the app it was opened from, else to the first one that lists its entity.
  const from = new URLSearchParams(search).get("app");
  return (
    apps.find((app) => app.key === from) ??
    apps.find((app) => app.menu.some((group) => group.items.some((item) => item.entity === second)))
  );
}

/** The page that an app opens with: the first of its menu. */
export const startOf = (app: AppDocument): string => {
  const first = app.menu[0]?.items[0];
  return first ? pageAddress(app.key, first) : `/a/${app.key}`;
};
