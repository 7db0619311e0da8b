/** Addresses of the market. */
import { lazy } from "react";

export const marketPages = [
  { path: "/market", Page: lazy(async () => ({ default: (await import("./pages/MarketPage")).MarketPage })) },
  {
    path: "/market/:package",
    Page: lazy(async () => ({ default: (await import("./pages/PackagePage")).PackagePage })),
  },
  {
    path: "/market/:package/upgrade/:app",
    Page: lazy(async () => ({ default: (await import("./pages/UpgradePage")).UpgradePage })),
  },
] as const;
