import { describe, expect, it } from "vitest";
import { daysOf, holidaysText, hoursText, shiftsOf, workdaysText } from "./lines";

const calendar = {
  version: 1,
  name: "standard",
  week: {},
  holidays: { "2026-10-02": "B", "2026-10-01": "A" },
  workdays: { "2026-10-10": [], "2026-09-20": [{ from: "09:00:00", to: "12:00:00" }] },
};

describe("a calendar as text", () => {
  it("reads and writes the hours of a day", () => {
    expect(hoursText([{ from: "09:00:00", to: "12:00:00" }])).toBe("09:00-12:00");
    expect(shiftsOf("9:00-12:00、13:00 – 18:00")).toEqual([
      { from: "09:00:00", to: "12:00:00" },
      { from: "13:00:00", to: "18:00:00" },
    ]);
    expect([shiftsOf(""), shiftsOf("nine to five")]).toEqual([[], undefined]);
  });

  it("lists days in order, and says which line is none", () => {
    expect(holidaysText(calendar)).toBe("2026-10-01 A\n2026-10-02 B");
    expect(workdaysText(calendar)).toBe("2026-09-20 09:00-12:00\n2026-10-10");
    expect(daysOf("2026-10-01 A\n\n2026-10-10")).toEqual({ "2026-10-01": "A", "2026-10-10": "" });
    expect(daysOf("1 October")).toEqual({ wrong: "1 October" });
  });
});
