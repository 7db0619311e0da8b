/** Addresses of imports. */
import { lazily } from "@/i18n/lazily";

export const importPages = [
  {
    path: "/imports/new",
    Page: lazily(async () => (await import("./pages/NewImportPage")).NewImportPage),
  },
  {
    path: "/imports/:job",
    Page: lazily(async () => (await import("./pages/ImportPage")).ImportPage),
  },
] as const;
