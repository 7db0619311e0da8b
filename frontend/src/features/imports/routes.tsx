/** Addresses of imports. */
import { lazy } from "react";

export const importPages = [
  {
    path: "/imports/new",
    Page: lazy(async () => ({ default: (await import("./pages/NewImportPage")).NewImportPage })),
  },
  {
    path: "/imports/:job",
    Page: lazy(async () => ({ default: (await import("./pages/ImportPage")).ImportPage })),
  },
] as const;
