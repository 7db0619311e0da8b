/** Addresses of boards on the phone. */
import { lazy } from "react";

export const phoneBoardPages = [
  {
    path: "/a/:app/d/:dashboard",
    Page: lazy(async () => ({ default: (await import("./PhoneBoardPage")).PhoneBoardPage })),
  },
] as const;
