/** Every address of the phone shell, below /m; each page is fetched when it is first opened. */
import { lazy } from "react";
import type { PageEntry } from "@/app/PageRoutes";
import { phoneBoardPages } from "./boards/routes";
import { phoneTaskPages } from "./tasks/routes";

const AppsPage = lazy(async () => ({ default: (await import("./pages/AppsPage")).AppsPage }));
const FormPage = lazy(async () => ({ default: (await import("./pages/FormPage")).FormPage }));

export const pages: readonly PageEntry[] = [
  {
    path: "/sign-in",
    Page: lazy(async () => ({ default: (await import("./pages/SignInPage")).SignInPage })),
  },
  {
    path: "/password",
    Page: lazy(async () => ({ default: (await import("./pages/PasswordPage")).PasswordPage })),
  },
  { path: "/", Page: lazy(async () => ({ default: (await import("./pages/StartPage")).StartPage })) },
  ...phoneTaskPages,
  ...phoneBoardPages,
  { path: "/apps", Page: AppsPage },
  { path: "/me", Page: lazy(async () => ({ default: (await import("./pages/MePage")).MePage })) },
  { path: "/a/:app", Page: lazy(async () => ({ default: (await import("./pages/AppPage")).AppPage })) },
  {
    path: "/a/:app/v/:view",
    Page: lazy(async () => ({ default: (await import("./pages/ListPage")).ListPage })),
  },
  { path: "/a/:app/f/:form", Page: FormPage },
  { path: "/r/:entity/new", Page: FormPage },
  { path: "/r/:entity/:record/edit", Page: FormPage },
  {
    path: "/r/:entity/:record",
    Page: lazy(async () => ({ default: (await import("./pages/RecordPage")).RecordPage })),
  },
  { path: "*", Page: lazy(async () => ({ default: (await import("./pages/NotFoundPage")).NotFoundPage })) },
];
