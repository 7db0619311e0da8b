/** Addresses inside the desktop shell; every feature lists its own pages and is named here once. */
import { lazy } from "react";
import { calendarPages } from "@/features/calendar/routes";
import { dashboardPages } from "@/features/dashboards/routes";
import { importPages } from "@/features/imports/routes";
import { marketPages } from "@/features/market/routes";
import { notificationPages } from "@/features/notifications-center/routes";
import { peoplePages } from "@/features/people/routes";
import { runPages } from "@/features/runs/routes";
import { taskPages } from "@/features/tasks/routes";
import type { PageEntry } from "./PageRoutes";

const page = (load: () => Promise<PageEntry["Page"]>) => lazy(async () => ({ default: await load() }));

const recordPages: readonly PageEntry[] = [
  { path: "/", Page: page(async () => (await import("./pages/HomePage")).HomePage) },
  { path: "/apps", Page: page(async () => (await import("./pages/AppsPage")).AppsPage) },
  { path: "/a/:app", Page: page(async () => (await import("./pages/AppStartPage")).AppStartPage) },
  { path: "/a/:app/v/:view", Page: page(async () => (await import("./pages/ViewPage")).ViewPage) },
  { path: "/a/:app/f/:form", Page: page(async () => (await import("./pages/FormPage")).FormPage) },
  { path: "/r/:entity/new", Page: page(async () => (await import("./pages/FormPage")).FormPage) },
  { path: "/r/:entity/trash", Page: page(async () => (await import("./pages/TrashPage")).TrashPage) },
  { path: "/r/:entity/:record", Page: page(async () => (await import("./pages/RecordPage")).RecordPage) },
];

const webhookPages: readonly PageEntry[] = [
  {
    path: "/settings/webhooks",
    Page: page(async () => (await import("./pages/webhookPages")).WebhooksPage),
  },
  {
    path: "/settings/webhooks/:webhook",
    Page: page(async () => (await import("./pages/webhookPages")).WebhookPage),
  },
];

const designerPages: readonly PageEntry[] = [
  {
    path: "/design/forms/new",
    Page: page(async () => (await import("./pages/designerPages")).NewFormPage),
  },
  {
    path: "/design/forms/:form",
    Page: page(async () => (await import("./pages/designerPages")).FormDesignerPage),
  },
];

export const shellPages: readonly PageEntry[] = [
  ...recordPages,
  ...dashboardPages,
  ...taskPages,
  ...runPages,
  ...marketPages,
  ...importPages,
  ...peoplePages,
  ...notificationPages,
  ...calendarPages,
  ...webhookPages,
  ...designerPages,
];
