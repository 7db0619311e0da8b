/** The registry of layouts: one line for each type of view that the engine knows. */

import type { ViewDocument } from "@/api/documents";
import { lazily } from "@/i18n/lazily";
import type { Layout } from "./layout";

export type LayoutName = ViewDocument["layout"]["type"];

export const LAYOUTS = {
  grid: lazily(async () => (await import("./grid/GridLayout")).GridLayout),
  kanban: lazily(async () => (await import("./kanban/KanbanLayout")).KanbanLayout),
  calendar: lazily(async () => (await import("./calendar/CalendarLayout")).CalendarLayout),
  gallery: lazily(async () => (await import("./gallery/GalleryLayout")).GalleryLayout),
  gantt: lazily(async () => (await import("./gantt/GanttLayout")).GanttLayout),
} satisfies Record<LayoutName, Layout>;
