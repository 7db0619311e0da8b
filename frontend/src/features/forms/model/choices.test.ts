import { describe, expect, it } from "vitest";
import type { FieldDocument, OptionDocument } from "@/api/documents";
import vectors from "../../../../../tests/vectors/choices.json";
import { followedValue, isOffered, withOffered, withoutUnoffered } from "./choices";

const choice = (id: string, options: readonly OptionDocument[], follows?: string): FieldDocument => ({
  id,
  key: `key_${id}`,
  name: id,
  type: id === "shops" ? "multi_choice" : "choice",
  widget: "choice-select",
  cell: "choice",
  operators: [],
  access: "write",
  options,
  ...(follows ? { follows } : {}),
});
const fields = [
  choice("area", [
    { id: "north", name: "North" },
    { id: "south", name: "South" },
  ]),
  choice(
    "city",
    [
      { id: "a", name: "A", under: ["north"] },
      { id: "b", name: "B", under: ["south"] },
    ],
    "area",
  ),
  choice(
    "shops",
    [
      { id: "a1", name: "A1", under: ["a"] },
      { id: "any", name: "Any" },
    ],
    "city",
  ),
];

describe("options that follow another choice", () => {
  it("are offered as the engine offers them", () => {
    for (const { chosen, offered } of vectors.cases) {
      const options: readonly OptionDocument[] = vectors.options;
      expect(options.filter((one) => isOffered(one, chosen)).map((one) => one.id)).toEqual(offered);
    }
  });

  it("show what is stored already, but offer it no more", () => {
    const city = fields[1] as FieldDocument;
    expect(followedValue(city, fields, { key_area: "north" })).toBe("north");
    expect(withOffered(city, "north", null).options?.map((one) => one.id)).toEqual(["a"]);
    expect(withOffered(city, "north", "b").options?.map((one) => one.id)).toEqual(["a", "b"]);
  });

  it("go when what they follow changes, and so does what follows them", () => {
    const before = { key_area: "south", key_city: "a", key_shops: ["a1", "any"] };
    expect(withoutUnoffered(fields, before, "key_area")).toEqual({
      key_area: "south",
      key_city: null,
      key_shops: ["any"],
    });
    const fine = { key_area: "north", key_city: "a", key_shops: ["a1"] };
    expect(withoutUnoffered(fields, fine, "key_area")).toBe(fine);
  });
});
