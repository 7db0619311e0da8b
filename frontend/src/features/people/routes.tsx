/** Addresses of people, departments, roles and the caller's own access. */
import { lazy } from "react";

export const peoplePages = [
  { path: "/people", Page: lazy(async () => ({ default: (await import("./pages/PeoplePage")).PeoplePage })) },
  {
    path: "/people/departments",
    Page: lazy(async () => ({ default: (await import("./pages/DepartmentsPage")).DepartmentsPage })),
  },
  {
    path: "/people/roles",
    Page: lazy(async () => ({ default: (await import("./pages/RolesPage")).RolesPage })),
  },
  {
    path: "/people/why",
    Page: lazy(async () => ({ default: (await import("./pages/WhyPage")).WhyPage })),
  },
  {
    path: "/me/access",
    Page: lazy(async () => ({ default: (await import("./pages/AccessPage")).AccessPage })),
  },
] as const;
