import { describe, expect, it } from "vitest";
import { addDays, addMonths, dayNow, daysBetween, isDay, weekday, weekStart, weeksOf } from "./days";

describe("days", () => {
  it("are moved over months and leap days", () => {
    expect(addDays("2028-02-28", 1)).toBe("2028-02-29");
    expect(addDays("2026-01-01", -1)).toBe("2025-12-31");
    expect(addMonths("2026-12-22", 1)).toBe("2027-01-01");
    expect(daysBetween("2026-11-22", "2026-12-01")).toBe(9);
  });

  it("lie in weeks that begin on Monday", () => {
    expect(weekday("2026-11-22")).toBe(6);
    expect(weekStart("2026-11-22")).toBe("2026-11-16");
    expect(weekStart("1969-12-31")).toBe("1969-12-29");
    expect(weeksOf("2026-11-22")).toEqual([
      "2026-10-26",
      "2026-11-02",
      "2026-11-09",
      "2026-11-16",
      "2026-11-23",
      "2026-11-30",
    ]);
    expect(weeksOf("2027-02-10")).toHaveLength(4);
  });

  it("begin and end where the clock of the zone says", () => {
    const late = new Date("2026-11-22T17:00:00Z");
    expect(dayNow("Asia/Shanghai", late)).toBe("2026-11-23");
    expect(dayNow("UTC", late)).toBe("2026-11-22");
  });

  it("are told from other texts", () => {
    expect([isDay("2026-11-22"), isDay("2026-13-22"), isDay("22.11.2026")]).toEqual([true, false, false]);
  });
});
