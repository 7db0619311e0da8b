/** Addresses inside the desktop shell; every feature lists its own pages and is named here once. */

import { calendarPages } from "@/features/calendar/routes";
import { dashboardPages } from "@/features/dashboards/routes";
import { importPages } from "@/features/imports/routes";
import { marketPages } from "@/features/market/routes";
import { notificationPages } from "@/features/notifications-center/routes";
import { peoplePages } from "@/features/people/routes";
import { runPages } from "@/features/runs/routes";
import { taskPages } from "@/features/tasks/routes";
import { lazily } from "@/i18n/lazily";
import type { PageEntry } from "./PageRoutes";

const recordPages: readonly PageEntry[] = [
  { path: "/", Page: lazily(async () => (await import("./pages/HomePage")).HomePage) },
  { path: "/apps", Page: lazily(async () => (await import("./pages/AppsPage")).AppsPage) },
  { path: "/a/:app", Page: lazily(async () => (await import("./pages/AppStartPage")).AppStartPage) },
  { path: "/a/:app/v/:view", Page: lazily(async () => (await import("./pages/ViewPage")).ViewPage) },
  { path: "/a/:app/f/:form", Page: lazily(async () => (await import("./pages/FormPage")).FormPage) },
  { path: "/r/:entity/new", Page: lazily(async () => (await import("./pages/FormPage")).FormPage) },
  { path: "/r/:entity/trash", Page: lazily(async () => (await import("./pages/TrashPage")).TrashPage) },
  { path: "/r/:entity/:record", Page: lazily(async () => (await import("./pages/RecordPage")).RecordPage) },
];

const webhookPages: readonly PageEntry[] = [
  {
    path: "/settings/webhooks",
    Page: lazily(async () => (await import("./pages/webhookPages")).WebhooksPage),
  },
  {
    path: "/settings/webhooks/:webhook",
    Page: lazily(async () => (await import("./pages/webhookPages")).WebhookPage),
  },
];

const beginningPages: readonly PageEntry[] = [
  { path: "/begin", Page: lazily(async () => (await import("./pages/beginningPages")).BeginPage) },
  { path: "/begin/table", Page: lazily(async () => (await import("./pages/beginningPages")).NewTablePage) },
  { path: "/begin/table/:job", Page: lazily(async () => (await import("./pages/beginningPages")).TablePage) },
  {
    path: "/begin/sentence",
    Page: lazily(async () => (await import("./pages/beginningPages")).SentencePage),
  },
];

const designerPages: readonly PageEntry[] = [
  {
    path: "/design/forms/new",
    Page: lazily(async () => (await import("./pages/designerPages")).NewFormPage),
  },
  {
    path: "/design/forms/:form",
    Page: lazily(async () => (await import("./pages/designerPages")).FormDesignerPage),
  },
  {
    path: "/design/dashboards/new",
    Page: lazily(async () => (await import("./pages/dashboardDesignerPages")).NewDashboardPage),
  },
  {
    path: "/design/dashboards/:dashboard",
    Page: lazily(async () => (await import("./pages/dashboardDesignerPages")).DashboardDesignerPage),
  },
  {
    path: "/design/flows/new",
    Page: lazily(async () => (await import("./pages/flowDesignerPages")).NewFlowPage),
  },
  {
    path: "/design/flows/:flow",
    Page: lazily(async () => (await import("./pages/flowDesignerPages")).FlowDesignerPage),
  },
  {
    path: "/design/views/new",
    Page: lazily(async () => (await import("./pages/viewDesignerPages")).NewViewPage),
  },
  {
    path: "/design/views/:view",
    Page: lazily(async () => (await import("./pages/viewDesignerPages")).ViewDesignerPage),
  },
  {
    path: "/design/entities/new",
    Page: lazily(async () => (await import("./pages/entityDesignerPages")).NewEntityPage),
  },
  {
    path: "/design/entities/:entity",
    Page: lazily(async () => (await import("./pages/entityDesignerPages")).EntityDesignerPage),
  },
  {
    path: "/design/pages/:entity",
    Page: lazily(async () => (await import("./pages/recordPageDesignerPage")).RecordPageDesignerPage),
  },
  {
    path: "/design/apps/:app/relations",
    Page: lazily(async () => (await import("./pages/entityDesignerPages")).RelationsPage),
  },
  {
    path: "/design/apps/:app",
    Page: lazily(async () => (await import("./pages/appDesignerPage")).AppDesignerPage),
  },
  {
    path: "/design/prints/new",
    Page: lazily(async () => (await import("./pages/printDesignerPages")).NewPrintPage),
  },
  {
    path: "/design/prints/:print",
    Page: lazily(async () => (await import("./pages/printDesignerPages")).PrintDesignerPage),
  },
  {
    path: "/design/roles/new",
    Page: lazily(async () => (await import("./pages/roleDesignerPages")).NewRolePage),
  },
  {
    path: "/design/roles/:role",
    Page: lazily(async () => (await import("./pages/roleDesignerPages")).RoleDesignerPage),
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
  ...beginningPages,
  ...designerPages,
];
