import { describe, expect, it } from "vitest";
import { choice, field, formula, money } from "@/testing/sampleDesign";
import { accentFor } from "@/ui/accentFor";
import type { CellWords } from "./cell";
import { cellOf } from "./cells";
import { plainDateOf } from "./dateCell";
import { instantOf } from "./momentCell";

const words: CellWords = {
  t: ((key: string) => key) as never,
  language: "zh-CN",
  zone: "Asia/Shanghai",
  personName: (id) => (id === "p1" ? "Li" : undefined),
  departmentName: () => undefined,
  personId: (name) => (name === "Li" ? "p1" : undefined),
  departmentId: () => undefined,
};
const shown = (of: ReturnType<typeof field>, value: never) => cellOf(of).toText(value, of, words);
const typed = (of: ReturnType<typeof field>, text: string) => cellOf(of).fromText?.(text, of, words);

describe("cells", () => {
  it("show money, percentages and computed numbers in full", () => {
    expect(shown(money("m"), "1234.5" as never)).toBe("¥1,234.50");
    const percent = field("p", { type: "percent", cell: "percent", places: 4 });
    expect(shown(percent, "0.1234" as never)).toBe("12.34%");
    expect(shown(formula("f", "1", { display: "money" }), "7" as never)).toBe("¥7.00");
    expect(shown(formula("f", "1"), { error: "div0" } as never)).toBe("cells:error.div0");
  });

  it("read what people type and paste", () => {
    const percent = field("p", { type: "percent", cell: "percent" });
    expect(typed(percent, "15%")).toEqual({ ok: true, value: "0.15" });
    expect(typed(money("m"), "￥1,200.50")).toEqual({ ok: true, value: "1200.50" });
    expect(typed(choice("c", ["first"]), "First")).toEqual({ ok: true, value: "first" });
    expect(typed(choice("c", ["first"]), "other")).toMatchObject({ ok: false });
    expect(typed(field("i", { type: "integer", cell: "number" }), "7")).toEqual({ ok: true, value: 7 });
    expect(typed(field("o", { type: "person", cell: "person" }), "Li")).toEqual({ ok: true, value: "p1" });
    expect(typed(field("o", { type: "phone", cell: "phone" }), "+86 (21) 555-0101")).toEqual({
      ok: true,
      value: "+86215550101",
    });
    expect(typed(field("u", { type: "url", cell: "url" }), "javascript:alert(1)")).toMatchObject({
      ok: false,
    });
  });

  it("understand the ways a date is written and refuse days that do not exist", () => {
    expect(["2026/1/2", "2026.01.02", "2026年1月2日"].map(plainDateOf)).toEqual(Array(3).fill("2026-01-02"));
    expect(plainDateOf("2026-02-30")).toBeUndefined();
    expect(instantOf("2026-11-22 14:00", "Asia/Shanghai")).toBe("2026-11-22T06:00:00Z");
  });
});

it("the nearest accent stands for any colour", () => {
  expect(["#2f6fed", "#0f9d76", "cyan", "#808080", undefined].map((color) => accentFor(color))).toEqual([
    "blue",
    "teal",
    "teal",
    "slate",
    "slate",
  ]);
});
