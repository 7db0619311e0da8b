/** The address of the notification centre. */
import { lazily } from "@/i18n/lazily";

export const notificationPages = [
  {
    path: "/notifications",
    Page: lazily(async () => (await import("./pages/NotificationsPage")).NotificationsPage),
  },
] as const;
