import { describe, expect, it } from "vitest";
import { arrowsOf, type Bar } from "./arrows";
import { marksOf, measures, nextDay, nextMonth, nextWeek, nextYear, place } from "./scale";

const bar = (id: string, row: number, left: number, right: number, after: readonly string[] = []): Bar => ({
  id,
  row,
  left,
  right,
  after,
});

describe("time", () => {
  it("is divided without gaps, whatever the division", () => {
    const first = "2026-11-16";
    for (const next of [nextDay, nextWeek, nextMonth, nextYear]) {
      const marks = marksOf(first, 140, 14, next);
      expect(marks[0]).toMatchObject({ day: first, left: 0 });
      expect(marks.reduce((sum, mark) => sum + mark.width, 0)).toBe(140 * 14);
      for (const [at, mark] of marks.entries()) {
        expect(mark.left).toBe(marks.slice(0, at).reduce((sum, one) => sum + one.width, 0));
      }
    }
  });

  it("begins before the day that was chosen", () => {
    expect(measures.day.begin("2026-11-22")).toBe("2026-11-09");
    expect(measures.month.begin("2026-11-22")).toBe("2026-05-01");
  });

  it("cuts bars to what is in sight", () => {
    expect(place("2026-11-16", 14, 10, "2026-11-18", "2026-11-19")).toEqual({ left: 20, width: 20 });
    expect(place("2026-11-16", 14, 10, "2026-11-01", "2026-11-16")).toEqual({ left: 0, width: 10 });
    expect(place("2026-11-16", 14, 10, "2026-12-24", "2026-12-25").width).toBe(0);
  });
});

describe("arrows", () => {
  it("lead from what ends to what waits, and mark what begins too early", () => {
    const bars = [bar("a", 0, 0, 20), bar("b", 1, 40, 60, ["a"]), bar("c", 2, 10, 30, ["a", "gone", "c"])];
    const arrows = arrowsOf(bars, 36);
    expect(arrows.map(({ key, early }) => [key, early])).toEqual([
      ["a>b", false],
      ["a>c", true],
    ]);
    expect(arrows[0]?.path).toBe("M20 18H28V54H40");
  });
});
