/** Addresses of the to-do centre. */
import { lazy } from "react";

export const taskPages = [
  {
    path: "/todo",
    Page: lazy(async () => ({ default: (await import("./pages/TaskListPage")).TaskListPage })),
  },
  { path: "/todo/:task", Page: lazy(async () => ({ default: (await import("./pages/TaskPage")).TaskPage })) },
  {
    path: "/me/delegations",
    Page: lazy(async () => ({ default: (await import("./pages/DelegationsPage")).DelegationsPage })),
  },
] as const;
