/** Addresses of boards on the phone. */
import { lazily } from "@/i18n/lazily";

export const phoneBoardPages = [
  {
    path: "/a/:app/d/:dashboard",
    Page: lazily(async () => (await import("./PhoneBoardPage")).PhoneBoardPage),
  },
] as const;
