/** The address of the notification centre. */
import { lazy } from "react";

export const notificationPages = [
  {
    path: "/notifications",
    Page: lazy(async () => ({ default: (await import("./pages/NotificationsPage")).NotificationsPage })),
  },
] as const;
