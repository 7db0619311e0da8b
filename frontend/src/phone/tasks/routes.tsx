/** Addresses of the to-do centre on the phone. */
import { lazy } from "react";

export const phoneTaskPages = [
  { path: "/todo", Page: lazy(async () => ({ default: (await import("./TodoPage")).TodoPage })) },
  {
    path: "/todo/:task",
    Page: lazy(async () => ({ default: (await import("./PhoneTaskPage")).PhoneTaskPage })),
  },
] as const;
