import { describe, expect, it } from "vitest";
import { partsOfSpan, spanBetween, spanOfHours } from "./spans";

describe("a span of time", () => {
  it("is counted in days, hours and minutes, never negative", () => {
    expect(spanBetween("2026-11-20T00:00:00Z", new Date("2026-11-21T04:05:59Z"))).toEqual({
      days: 1,
      hours: 4,
      minutes: 5,
    });
    expect(spanBetween("2026-11-20T00:00:00Z", new Date("2026-11-19T00:00:00Z"))).toEqual({
      days: 0,
      hours: 0,
      minutes: 0,
    });
    expect(spanOfHours(73.5)).toEqual({ days: 3, hours: 1, minutes: 30 });
  });

  it("is told in at most two neighbouring units", () => {
    expect(partsOfSpan({ days: 1, hours: 4, minutes: 5 }).map((part) => part.unit)).toEqual([
      "days",
      "hours",
    ]);
    expect(partsOfSpan({ days: 2, hours: 0, minutes: 30 })).toEqual([{ unit: "days", count: 2 }]);
    expect(partsOfSpan({ days: 0, hours: 0, minutes: 0 })).toEqual([{ unit: "minutes", count: 0 }]);
  });
});
