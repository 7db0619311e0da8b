import { expect, it } from "vitest";
import { valueWords } from "./valueWords";

it("shows an empty side of a condition as empty, not as nothing", () => {
  expect([valueWords(null), valueWords(["a", "b"]), valueWords("600000")]).toEqual(["∅", "a · b", "600000"]);
});
