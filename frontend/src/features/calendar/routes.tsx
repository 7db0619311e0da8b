/** Address of the working calendar. */
import { lazy } from "react";

export const calendarPages = [
  {
    path: "/settings/calendar",
    Page: lazy(async () => ({ default: (await import("./pages/CalendarPage")).CalendarPage })),
  },
] as const;
