/** Address of the working calendar. */
import { lazily } from "@/i18n/lazily";

export const calendarPages = [
  {
    path: "/settings/calendar",
    Page: lazily(async () => (await import("./pages/CalendarPage")).CalendarPage),
  },
] as const;
