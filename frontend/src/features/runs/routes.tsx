/** Addresses of runs. */
import { lazy } from "react";

export const runPages = [
  { path: "/runs", Page: lazy(async () => ({ default: (await import("./pages/RunListPage")).RunListPage })) },
  { path: "/runs/:run", Page: lazy(async () => ({ default: (await import("./pages/RunPage")).RunPage })) },
] as const;
