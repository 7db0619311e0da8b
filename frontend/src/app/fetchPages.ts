/** The pages at an address, fetched before the first drawing: nothing has to stand in their place then. */
import { matchRoutes } from "react-router";
import type { PageEntry } from "./PageRoutes";

type Route = { readonly path: string; readonly entry: PageEntry; readonly children: Route[] };

const routeOf = (entry: PageEntry): Route => ({
  path: entry.path,
  entry,
  children: (entry.pages ?? []).map(routeOf),
});

/** One that cannot be fetched now is asked for again, and its failure told, where it is drawn. */
export async function fetchPages(pages: readonly PageEntry[], place: string, base = "/"): Promise<void> {
  const found = matchRoutes(pages.map(routeOf), place, base) ?? [];
  await Promise.allSettled(found.map(({ route }) => route.entry.Page.fetch?.()));
}
