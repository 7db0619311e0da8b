import { describe, expect, it } from "vitest";
import { factsOf } from "../fieldDocuments";
import table from "../fieldTypes.json";
import { plainSettings, type Setting, typedSetting } from "./settings";

/** Settings with an editor of their own. */
const ownEditors: Readonly<Record<string, readonly string[]>> = {
  choice: ["options", "follows"],
  multi_choice: ["options", "follows"],
  link: ["entity"],
  sub_table: ["fields", "totals"],
  formula: ["expression", "result", "places", "display", "declassified"],
  lookup: ["through", "field", "result", "places", "display"],
  rollup: [
    "summary",
    "field",
    "rows",
    "entity",
    "through",
    "where",
    "result",
    "places",
    "display",
    "declassified",
  ],
};

describe("settings of a field", () => {
  it.each(Object.keys(table))("%s: each setting of the schema has one editor", (type) => {
    const edited = [...(plainSettings[type] ?? []).map((one) => one.name), ...(ownEditors[type] ?? [])];
    expect(edited.sort()).toEqual(Object.keys(factsOf(type)?.settings ?? {}).sort());
  });

  it("take what fits and leave the rest", () => {
    const setting = (kind: Setting["kind"], shape?: RegExp): Setting => ({
      name: "x",
      kind,
      ...(shape ? { shape } : {}),
    });
    expect(typedSetting(setting("whole"), " 12 ")).toEqual({ value: 12 });
    expect(typedSetting(setting("whole"), "1.5")).toBe("unfit");
    expect(typedSetting(setting("exact"), "-1.50")).toEqual({ value: "-1.50" });
    expect(typedSetting(setting("text", /^[A-Z]{3}$/), "usd")).toBe("unfit");
    expect(typedSetting(setting("words", /^[a-z]+$/), ".PDF、docx")).toEqual({ value: ["pdf", "docx"] });
    expect(typedSetting(setting("exact"), "")).toEqual({ value: undefined });
  });
});
