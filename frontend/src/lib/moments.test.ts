import { describe, expect, it } from "vitest";
import { formatMoment, formatRelative } from "./moments";

describe("moments", () => {
  it("shows an instant in the workspace's zone, not the browser's", () => {
    expect(formatMoment("2026-11-22T06:00:00Z")).toBe("2026-11-22 14:00");
    expect(formatMoment("2026-11-22T18:30:00Z")).toBe("2026-11-23 02:30");
  });

  it("says how long ago in the reader's language", () => {
    const now = new Date("2026-11-22T06:00:00Z");
    expect(formatRelative("2026-11-22T03:00:00Z", now, "en")).toBe("3 hr. ago");
    expect(formatRelative("2026-11-22T05:59:40Z", now, "zh-CN")).toBe("现在");
    expect(formatRelative("2026-11-24T06:00:00Z", now, "zh-CN")).toBe("后天");
  });
});
