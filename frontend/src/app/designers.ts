/** The designer of each kind of object; a kind without a page has none yet. */
import { matchPath } from "react-router";
import { shellPages } from "./routes";

const designers: Readonly<Record<string, string>> = {
  app: "/design/apps",
  entity: "/design/entities",
  form: "/design/forms",
  view: "/design/views",
  flow: "/design/flows",
  dashboard: "/design/dashboards",
  role: "/design/roles",
  print: "/design/prints",
};

/** Pages that are about one object have a parameter in their address, those where one begins have none. */
const pageAt = (path: string): "one" | "new" | undefined => {
  const found = shellPages.filter((page) => matchPath(page.path, path));
  return found.some((page) => !page.path.includes(":")) ? "new" : found.length > 0 ? "one" : undefined;
};

export function designerOf(kind: string, id: string): string | undefined {
  const place = designers[kind];
  const path = place === undefined ? undefined : `${place}/${id}`;
  return path !== undefined && pageAt(path) === "one" ? path : undefined;
}

/** Where a new object begins; `entity` is the key of the entity that it is about. */
export function newDesignOf(kind: string, app: string, entity: string | undefined): string | undefined {
  const place = designers[kind];
  if (place === undefined || pageAt(`${place}/new`) !== "new") return undefined;
  const query = new URLSearchParams({ app, ...(entity === undefined ? {} : { entity }) });
  return `${place}/new?${query}`;
}
