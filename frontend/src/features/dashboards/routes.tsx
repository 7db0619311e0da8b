/** Addresses of boards. */
import { lazy } from "react";

const Board = lazy(async () => ({ default: (await import("./pages/BoardPage")).BoardPage }));

export const dashboardPages = [
  { path: "/a/:app/d/:dashboard", Page: Board },
  { path: "/d/:dashboard", Page: Board },
] as const;
