/** Addresses of the to-do centre on the phone. */
import { lazily } from "@/i18n/lazily";

export const phoneTaskPages = [
  { path: "/todo", Page: lazily(async () => (await import("./TodoPage")).TodoPage) },
  {
    path: "/todo/:task",
    Page: lazily(async () => (await import("./PhoneTaskPage")).PhoneTaskPage),
  },
] as const;
