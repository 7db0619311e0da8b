/** Every address of the phone shell, below /m; each page is fetched when it is first opened. */

import type { PageEntry } from "@/app/PageRoutes";
import { lazily } from "@/i18n/lazily";
import { phoneBoardPages } from "./boards/routes";
import { phoneTaskPages } from "./tasks/routes";

const AppsPage = lazily(async () => (await import("./pages/AppsPage")).AppsPage);
const FormPage = lazily(async () => (await import("./pages/FormPage")).FormPage);

export const pages: readonly PageEntry[] = [
  {
    path: "/sign-in",
    Page: lazily(async () => (await import("./pages/SignInPage")).SignInPage),
  },
  {
    path: "/password",
    Page: lazily(async () => (await import("./pages/PasswordPage")).PasswordPage),
  },
  { path: "/", Page: lazily(async () => (await import("./pages/StartPage")).StartPage) },
  ...phoneTaskPages,
  ...phoneBoardPages,
  { path: "/apps", Page: AppsPage },
  { path: "/me", Page: lazily(async () => (await import("./pages/MePage")).MePage) },
  { path: "/a/:app", Page: lazily(async () => (await import("./pages/AppPage")).AppPage) },
  {
    path: "/a/:app/v/:view",
    Page: lazily(async () => (await import("./pages/ListPage")).ListPage),
  },
  { path: "/a/:app/f/:form", Page: FormPage },
  { path: "/r/:entity/new", Page: FormPage },
  { path: "/r/:entity/:record/edit", Page: FormPage },
  {
    path: "/r/:entity/:record",
    Page: lazily(async () => (await import("./pages/RecordPage")).RecordPage),
  },
  { path: "*", Page: lazily(async () => (await import("./pages/NotFoundPage")).NotFoundPage) },
];
