import { describe, expect, it } from "vitest";
import { normalNumber } from "./normalNumber";
import { fitWithin } from "./photo";

describe("number fields on the phone", () => {
  it("keep exact decimal text and forgive separators and full-width digits", () => {
    expect(normalNumber("1,234.50")).toBe("1234.50");
    expect(normalNumber("１２。５")).toBe("12.5");
    expect(normalNumber("007")).toBe("7");
    expect(normalNumber("-.5")).toBe("-0.5");
    expect(normalNumber("12.")).toBe("12");
  });

  it("tell empty from not a number", () => {
    expect(normalNumber(" ")).toBeNull();
    expect(normalNumber("-")).toBeUndefined();
    expect(normalNumber("12a")).toBeUndefined();
    expect(normalNumber("1.5", true)).toBeUndefined();
  });
});

it("a photo is made smaller but never larger", () => {
  expect(fitWithin(4000, 3000, 1600)).toEqual({ width: 1600, height: 1200 });
  expect(fitWithin(800, 600, 1600)).toEqual({ width: 800, height: 600 });
});
