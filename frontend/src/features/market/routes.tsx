/** Addresses of the market. */
import { lazily } from "@/i18n/lazily";

export const marketPages = [
  { path: "/market", Page: lazily(async () => (await import("./pages/MarketPage")).MarketPage) },
  {
    path: "/market/:package",
    Page: lazily(async () => (await import("./pages/PackagePage")).PackagePage),
  },
  {
    path: "/market/:package/upgrade/:app",
    Page: lazily(async () => (await import("./pages/UpgradePage")).UpgradePage),
  },
] as const;
