/** Addresses of runs. */
import { lazily } from "@/i18n/lazily";

export const runPages = [
  { path: "/runs", Page: lazily(async () => (await import("./pages/RunListPage")).RunListPage) },
  { path: "/runs/:run", Page: lazily(async () => (await import("./pages/RunPage")).RunPage) },
] as const;
