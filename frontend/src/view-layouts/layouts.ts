/** The registry of layouts: one line for each type of view that the engine knows. */
import { lazy } from "react";
import type { ViewDocument } from "@/api/documents";
import type { Layout } from "./layout";

export type LayoutName = ViewDocument["layout"]["type"];

export const LAYOUTS = {
  grid: lazy(async () => ({ default: (await import("./grid/GridLayout")).GridLayout })),
  kanban: lazy(async () => ({ default: (await import("./kanban/KanbanLayout")).KanbanLayout })),
  calendar: lazy(async () => ({ default: (await import("./calendar/CalendarLayout")).CalendarLayout })),
  gallery: lazy(async () => ({ default: (await import("./gallery/GalleryLayout")).GalleryLayout })),
  gantt: lazy(async () => ({ default: (await import("./gantt/GanttLayout")).GanttLayout })),
} satisfies Record<LayoutName, Layout>;
