/** Every address of the desktop shell; each page is fetched when it is first opened. */
import { lazy } from "react";
import type { PageEntry } from "./PageRoutes";

export const pages: readonly PageEntry[] = [
  {
    path: "/sign-in",
    Page: lazy(async () => ({ default: (await import("./pages/SignInPage")).SignInPage })),
  },
  { path: "*", Page: lazy(async () => ({ default: (await import("./pages/NotFoundPage")).NotFoundPage })) },
];
