/** Addresses of people, departments, roles and the caller's own access. */
import { lazily } from "@/i18n/lazily";

export const peoplePages = [
  { path: "/people", Page: lazily(async () => (await import("./pages/PeoplePage")).PeoplePage) },
  {
    path: "/people/departments",
    Page: lazily(async () => (await import("./pages/DepartmentsPage")).DepartmentsPage),
  },
  {
    path: "/people/roles",
    Page: lazily(async () => (await import("./pages/RolesPage")).RolesPage),
  },
  {
    path: "/people/why",
    Page: lazily(async () => (await import("./pages/WhyPage")).WhyPage),
  },
  {
    path: "/me/access",
    Page: lazily(async () => (await import("./pages/AccessPage")).AccessPage),
  },
] as const;
