/** Addresses of boards. */
import { lazily } from "@/i18n/lazily";

const Board = lazily(async () => (await import("./pages/BoardPage")).BoardPage);

export const dashboardPages = [
  { path: "/a/:app/d/:dashboard", Page: Board },
  { path: "/d/:dashboard", Page: Board },
] as const;
