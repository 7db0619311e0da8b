import { describe, expect, it } from "vitest";
import type { GroupRow } from "../widget";
import { figure } from "./figure";
import { funnelBars, stuckTotal } from "./funnel";
import { chartOf, drawnMeasures, rank, slices } from "./series";

const row = (labels: string[], value: string | null, groups: string[] = labels): GroupRow => ({
  groups,
  labels,
  measures: { sum: value },
});
const sum = { id: "sum", summary: "sum" };
const words = { language: "zh-CN" as const, span: () => "" };

describe("a chart of grouped rows", () => {
  it("has one category a group and keeps the exact decimals", () => {
    const chart = chartOf([row(["A"], "10.10"), row([""], null)], [sum], () => "Sum", "(empty)");
    expect(chart.categories).toEqual(["A", "(empty)"]);
    expect(chart.series[0]?.points.map((point) => [point.value, point.exact])).toEqual([
      [10.1, "10.10"],
      [null, null],
    ]);
  });

  it("turns a second dimension into series and leaves holes where a pair is missing", () => {
    const rows = [row(["Q1", "East"], "1"), row(["Q1", "West"], "2"), row(["Q2", "West"], "3")];
    const chart = chartOf(rows, [sum], () => "", "");
    expect(chart.categories).toEqual(["Q1", "Q2"]);
    expect(chart.series.map((series) => [series.name, series.points.map((point) => point.value)])).toEqual([
      ["East", [1, null]],
      ["West", [2, 3]],
    ]);
    expect(chart.series[1]?.points[1]?.groups).toEqual(["Q2", "West"]);
  });
});

describe("measures of a chart", () => {
  it("share an axis only with their like", () => {
    const measures = ["sum", "count", "average"].map((summary) => ({ id: summary, summary }));
    expect(drawnMeasures(measures).map((one) => one.id)).toEqual(["sum", "average"]);
    expect(drawnMeasures(measures.slice(1)).map((one) => one.id)).toEqual(["count"]);
  });
});

describe("a leaderboard", () => {
  it("gives equal values one rank and leaves the gap after them", () => {
    const ranked = rank(
      { rows: [row(["A"], "5"), row(["B"], "9"), row(["C"], "5"), row(["D"], "1")], whole: "40" },
      "sum",
      "",
    );
    expect(ranked.map((one) => [one.rank, one.name])).toEqual([
      [1, "B"],
      [2, "A"],
      [2, "C"],
      [4, "D"],
    ]);
    expect(ranked[0]?.share).toBeCloseTo(0.225);
    expect(ranked[0]?.length).toBe(1);
  });
});

describe("a pie", () => {
  it("puts the thin slices together", () => {
    const rows = Array.from({ length: 10 }, (_, index) => row([`g${index}`], String(10 - index)));
    const cut = slices({ rows, whole: "65" }, "sum", { empty: "", rest: "Others" }, 4);
    expect(cut.map((slice) => slice.name)).toEqual(["g0", "g1", "g2", "Others"]);
    expect(cut.at(-1)).toMatchObject({ value: 38, groups: null });
  });
});

describe("a funnel", () => {
  it("is as wide as its counts and tells where records are stuck", () => {
    const stages = [
      { option: "a", name: "A", count: 40, conversion: "1", stuck: 0 },
      { option: "b", name: "B", count: 10, conversion: "0.25", stuck: 3 },
    ];
    expect(funnelBars(stages).map((bar) => [bar.width, bar.late])).toEqual([
      [1, false],
      [0.25, true],
    ]);
    expect(stuckTotal(stages)).toBe(3);
  });
});

describe("a figure", () => {
  it("is exact in tables, compact on axes, and a dash where nothing was measured", () => {
    expect(figure("10005534", { show: "money" }, words)).toBe("10,005,534");
    expect(figure("10005534", { show: "money" }, words, true)).toBe("1,000.6万");
    expect(figure("0.6315", { show: "percent", places: 2 }, words)).toBe("63.15%");
    expect(figure(null, { show: "number" }, words)).toBe("–");
  });
});
