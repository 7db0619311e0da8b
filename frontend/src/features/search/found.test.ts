import { expect, it } from "vitest";
import { salesApp as app } from "@/testing/sampleDesign";
import { appsFound, found, pagesFound, recentlyOpened } from "./found";
import { withRecent } from "./recents";

it("search offers pages by name and records by entity", () => {
  expect(pagesFound("deals", [app]).map((page) => page.to)).toEqual(["/a/sales/v/viw_x"]);
  const answer = { items: [{ entity: "ent_deal", record: "r1", field: "name", title: "A", excerpt: "…A…" }] };
  const entities = [{ id: "ent_deal", key: "deal", name: "Deal", app: "app_sales", icon: "" }];
  expect(found(answer, entities, "untitled")[0]).toMatchObject({ to: "/r/deal/r1", detail: "Deal · …A…" });
});

it("search offers apps by name, and where the reader was lately before anything is typed", () => {
  expect(appsFound("sal", [app], "App").map(({ to }) => to)).toEqual(["/a/sales"]);
  expect(appsFound("", [app], "App")).toEqual([]);
  const pages = ["/a", "/b", "/a", "/c"].map((to) => ({ to, title: to }));
  const recents = pages.reduce<ReturnType<typeof withRecent>>(withRecent, []);
  expect(recentlyOpened(recents, "Lately", "/c").map(({ title }) => title)).toEqual(["/a", "/b"]);
});
