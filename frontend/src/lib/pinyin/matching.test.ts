import { describe, expect, it } from "vitest";
import { match } from "./matching";

describe("a name is found", () => {
  it("by its characters, its initials, its syllables and a mixture", () => {
    for (const typed of ["合同金额", "htje", "hetong", "hetongje", "合tje", "he", "h"]) {
      expect(match("合同金额", typed), typed).toBeGreaterThan(0);
    }
  });

  it("by any reading of a character that has several", () => {
    expect(match("重庆", "chongqing")).toBe(3);
    expect(match("重量", "zhongliang")).toBe(3);
  });

  it("inside, after what begins so", () => {
    expect(match("合同金额", "je")).toBe(2);
    expect(match("金额", "je")).toBe(3);
    expect(match("Amount", "am")).toBe(5);
  });

  it("not by other letters, and quickly however long they are", () => {
    expect(match("合同金额", "jh")).toBe(0);
    expect(match("合同金额", "x".repeat(2000))).toBe(0);
  });
});
