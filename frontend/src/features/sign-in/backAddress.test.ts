import { expect, it } from "vitest";
import { backAddress } from "./backAddress";

it("leads back to the page that asked for the sign-in", () => {
  expect(backAddress("?back=%2Fapps%2Fsales%3Fview%3D1", "/")).toBe("/apps/sales?view=1");
});

it("never leads to another site", () => {
  for (const back of [
    "https://evil.example",
    "//evil.example",
    "/\\evil.example",
    "javascript:alert(1)",
    "",
  ]) {
    expect(backAddress(`?back=${encodeURIComponent(back)}`, "/m/")).toBe("/m/");
  }
});
