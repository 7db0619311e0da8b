/** Every address of the desktop shell; each page is fetched when it is first opened. */
import { lazily } from "@/i18n/lazily";
import type { PageEntry } from "./PageRoutes";
import { shellPages } from "./routes";

const NotFound = lazily(async () => (await import("./pages/NotFoundPage")).NotFoundPage);

export const pages: readonly PageEntry[] = [
  {
    path: "/sign-in",
    Page: lazily(async () => (await import("./pages/SignInPage")).SignInPage),
  },
  {
    path: "/password",
    Page: lazily(async () => (await import("./pages/PasswordPage")).PasswordPage),
  },
  {
    path: "/",
    Page: lazily(async () => (await import("./pages/ShellPage")).ShellPage),
    pages: [...shellPages, { path: "*", Page: NotFound }],
  },
];
