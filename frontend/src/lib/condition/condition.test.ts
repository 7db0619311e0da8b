import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { ianaZone } from "../formula/zone";
import type { Json } from "../json";
import type { Condition } from "./condition";
import { holds, type Scene } from "./evaluate";
import { type KindFacts, kindOf } from "./kinds";
import { ConditionProblem } from "./problem";
import { microsOf } from "./values";

type Case = {
  readonly name: string;
  readonly when: Condition;
  readonly values?: Readonly<Record<string, Json>>;
  readonly holds?: boolean;
  readonly error?: string;
};

type Vectors = {
  readonly clock: { readonly now: string; readonly zone: string };
  readonly reader: Scene["reader"];
  readonly fields: Readonly<Record<string, KindFacts>>;
  readonly values: Readonly<Record<string, Json>>;
  readonly cases: readonly Case[];
};

const root = resolve(import.meta.dirname, "../../../..");
const vectors = JSON.parse(readFileSync(resolve(root, "tests/vectors/conditions.json"), "utf8")) as Vectors;

/** Operators by field type as the engine lists them; the server sends them with every field. */
const text = "is is_not contains not_contains starts_with in not_in is_empty is_not_empty";
const number = "is is_not gt gte lt lte between in is_empty is_not_empty";
const date = "is is_not gt gte lt lte between within is_empty is_not_empty";
const reference = "is is_not in not_in contains_any contains_all contains_none is_empty is_not_empty";
const operators: Readonly<Record<string, string>> = {
  text,
  long_text: "contains not_contains is_empty is_not_empty",
  money: number,
  percent: number,
  integer: number,
  date,
  moment: date,
  boolean: "is is_not is_empty is_not_empty",
  choice: "is is_not in not_in is_empty is_not_empty",
  multi_choice: "contains_any contains_all contains_none is_empty is_not_empty",
  person: reference,
  department: reference,
  link: reference,
  formula: "is is_not contains starts_with gt gte lt lte between within in is_empty is_not_empty",
  sub_table: "is_empty is_not_empty",
  photo: "is_empty is_not_empty",
};

function sceneOf(values: Readonly<Record<string, Json>>): Scene {
  return {
    fieldAt: (path) => {
      const field = vectors.fields[path];
      return field && { kind: kindOf(field), operators: (operators[field.type] ?? "").split(" ") };
    },
    valueAt: (path) => values[path] ?? null,
    clock: { now: microsOf(vectors.clock.now), zone: ianaZone(vectors.clock.zone) },
    reader: vectors.reader,
  };
}

function verdict(one: Case): boolean | string {
  try {
    return holds(one.when, sceneOf({ ...vectors.values, ...one.values }));
  } catch (problem) {
    if (problem instanceof ConditionProblem) return problem.code;
    throw problem;
  }
}

describe("conditions in the browser", () => {
  it.each(vectors.cases)("give the verdict of the vector: $name", (one) => {
    expect(verdict(one)).toBe(one.error ?? one.holds);
  });
});
