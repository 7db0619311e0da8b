/** Addresses of the to-do centre. */
import { lazily } from "@/i18n/lazily";

export const taskPages = [
  {
    path: "/todo",
    Page: lazily(async () => (await import("./pages/TaskListPage")).TaskListPage),
  },
  { path: "/todo/:task", Page: lazily(async () => (await import("./pages/TaskPage")).TaskPage) },
  {
    path: "/me/delegations",
    Page: lazily(async () => (await import("./pages/DelegationsPage")).DelegationsPage),
  },
] as const;
