import { describe, expect, it } from "vitest";
import { formatCompact, formatNumber, formatPercent } from "./numbers";

describe("numbers", () => {
  it("groups thousands and keeps every digit of a decimal", () => {
    expect(formatNumber("12345678901234567.25")).toBe("12,345,678,901,234,567.25");
    expect(formatNumber("-1234.5", { decimals: 2 })).toBe("-1,234.50");
    expect(formatNumber(999)).toBe("999");
  });

  it("counts in 万 and 亿 for Chinese readers", () => {
    expect(formatCompact("10005534", "zh-CN")).toBe("1,000.6万");
    expect(formatCompact("123456789", "zh-CN")).toBe("1.23亿");
    expect(formatCompact("-52000", "zh-CN")).toBe("-5.2万");
    expect(formatCompact("9999", "zh-CN")).toBe("9,999");
  });

  it("counts in K, M and B for English readers", () => {
    expect(formatCompact("10005534", "en")).toBe("10.01M");
    expect(formatCompact("1500", "en")).toBe("1.5K");
    expect(formatCompact("2000000000", "en")).toBe("2B");
  });

  it("shows a stored fraction as a percentage", () => {
    expect(formatPercent("0.6315")).toBe("63.15%");
    expect(formatPercent("0.15")).toBe("15%");
  });
});
