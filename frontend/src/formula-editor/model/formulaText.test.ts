import { describe, expect, it } from "vitest";
import { chance } from "@/testing/chance";
import { callAt, operandExpected, quotedAt } from "./calls";
import type { FormulaField } from "./fields";
import { mentions, readable, written } from "./readable";

const named = (path: string, name: string): FormulaField => ({
  path,
  keys: path,
  name,
  kind: "number",
  type: "decimal",
});
const fields = [
  named("f1", "金额"),
  named("f2", "数量"),
  named("f3", "客户"),
  named("f3.f4", "客户 › 等级"),
  named("twice_a", "备注"),
  named("twice_b", "备注"),
  named("odd", "含{括号}"),
  named("f9", "f1"),
];

describe("names and ids of a formula", () => {
  it("go there and back again, whatever stands around the fields", () => {
    const random = chance(20261122);
    const pieces = [
      ...fields.map((field) => `{${field.path}}`),
      " + ",
      "SUM(",
      ")",
      '"文本"',
      '"{f1}"',
      "“{f2}”",
      "1.5",
      ", ",
    ];
    for (let round = 0; round < 500; round += 1) {
      const source = Array.from({ length: 1 + random.below(8) }, () => random.pick(pieces) ?? "").join("");
      expect(written(readable(source, fields), fields)).toBe(source);
      expect(mentions(source).every(({ path, from, to }) => source.slice(from, to) === `{${path}}`)).toBe(
        true,
      );
    }
  });

  it("are names where these are clear, and ids where they are not", () => {
    expect(readable("{f1} * {f3.f4}", fields)).toBe("{金额} * {客户 › 等级}");
    expect(readable("{twice_a} & {odd} & {f9}", fields)).toBe("{twice_a} & {odd} & {f9}");
  });

  it("leave quoted text alone", () => {
    expect(readable('"{f1}" & {f1}', fields)).toBe('"{f1}" & {金额}');
    expect(mentions('"{f1}"')).toEqual([]);
  });
});

describe("the place of the cursor", () => {
  it("lies in an argument of the innermost function", () => {
    expect(callAt("IF({f1} > 3, SUM(1, ", 20)).toEqual({ name: "SUM", position: 1 });
    expect(callAt("IF({f1} > 3, SUM(1), ", 21)).toEqual({ name: "IF", position: 2 });
    expect(callAt('IF("(,", (1 + ', 14)).toEqual({ name: "IF", position: 1 });
    expect(callAt("天数差（{f1}，", 10)).toEqual({ name: "天数差", position: 1 });
    expect(callAt("1 + 2", 5)).toBeUndefined();
  });

  it("wants a value or does not", () => {
    for (const source of ["", "1 + ", "SUM(", "{f1} /", "（"]) {
      expect(operandExpected(source, source.length), source).toBe(true);
    }
    for (const source of ["{f1} ", "SUM(1)", '"a"', "12"]) {
      expect(operandExpected(source, source.length), source).toBe(false);
    }
  });

  it("is inside quotes or not", () => {
    expect(quotedAt('LEFT("ab')).toBe(true);
    expect(quotedAt('LEFT("ab"')).toBe(false);
    expect(quotedAt('"a" & "')).toBe(true);
  });
});
