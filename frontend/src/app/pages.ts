/** Every address of the desktop shell; each page is fetched when it is first opened. */
import { lazy } from "react";
import type { PageEntry } from "./PageRoutes";
import { shellPages } from "./routes";

const NotFound = lazy(async () => ({ default: (await import("./pages/NotFoundPage")).NotFoundPage }));

export const pages: readonly PageEntry[] = [
  {
    path: "/sign-in",
    Page: lazy(async () => ({ default: (await import("./pages/SignInPage")).SignInPage })),
  },
  {
    path: "/password",
    Page: lazy(async () => ({ default: (await import("./pages/PasswordPage")).PasswordPage })),
  },
  {
    path: "/",
    Page: lazy(async () => ({ default: (await import("./pages/ShellPage")).ShellPage })),
    pages: [...shellPages, { path: "*", Page: NotFound }],
  },
];
