/** Addresses of the market. */
import { lazy } from "react";

export const marketPages = [
  { path: "/market", Page: lazy(async () => ({ default: (await import("./pages/MarketPage")).MarketPage })) },
  {
    path: "/market/:package",
    Page: lazy(async () => ({ default: (await import("./pages/PackagePage")).PackagePage })),
  },
] as const;
