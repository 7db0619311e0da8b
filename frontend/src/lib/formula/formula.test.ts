import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { check } from "./check.ts";
import { evaluate, IMPLEMENTED } from "./evaluate.ts";
import { parse } from "./parse.ts";
import { nearest, OPERATIONS } from "./registry.ts";
import { type Batch, run } from "./runner.ts";
import { show } from "./show.ts";
import type { Kind } from "./types.ts";
import { Moment } from "./values.ts";
import { momentOf, toWire } from "./wire.ts";
import { ianaZone } from "./zone.ts";

const vectors = resolve(import.meta.dirname, "../../../../tests/vectors");
const read = <T>(name: string): T => JSON.parse(readFileSync(resolve(vectors, name), "utf8")) as T;
type Row = { readonly source: string } & Readonly<Record<string, unknown>>;

test("every shared vector gives the same result here", () => {
  const batch = read<Batch & { readonly cases: readonly Row[] }>("formula.json");
  const found = run(batch).map((outcome, index) => ({ source: batch.cases[index]?.source, ...outcome }));
  expect(found).toEqual(batch.cases);
});

test("every shared mistake has the same code, place and suggestion here", () => {
  const mistakes = read<Batch & { readonly cases: readonly Row[] }>("formula_errors.json");
  const found = run(mistakes).map((outcome, index) => ({
    source: mistakes.cases[index]?.source,
    ...outcome,
  }));
  expect(found).toEqual(mistakes.cases);
});

test("every operation of the engine exists here", () => {
  const missing = [...OPERATIONS.keys()].filter((name) => name !== "IFS" && !IMPLEMENTED.has(name));
  expect(missing).toEqual([]);
});

test("a formula is shown with labels and read back to the same tree", () => {
  const source = '-(1 + {a}) * 2 & {b.c} & (3 = 4) & IF(TRUE, "say ""hi""", 5%)';
  expect(show(parse(source))).toBe(source);
  expect(show(parse("{b.c}+1"), (path) => path.join("/"))).toBe("{b/c} + 1");
});

test("a mistyped function gets a suggestion", () => {
  expect(nearest("SUMM")).toBe("SUM");
  expect(nearest("求")).toBe("");
  expect(nearest("XYZXYZ")).toBe("");
});

test("the wall clock of a zone with summer time skips the gap and takes the first of an overlap", () => {
  const zone = ianaZone("Europe/Berlin");
  const wall = (text: string) => momentOf(text).micros;
  const instant = (text: string) => toWire(new Moment(zone.instant(wall(text))));
  expect(instant("2026-03-29T02:30:00Z")).toBe("2026-03-29T01:00:00Z");
  expect(instant("2026-10-25T02:30:00Z")).toBe("2026-10-25T00:30:00Z");
  expect(zone.local(wall("2026-07-01T00:00:00Z"))).toBe(wall("2026-07-01T02:00:00Z"));
});

test("an input that is not given is missing, and a spent budget cannot be caught", () => {
  const types = (path: readonly string[]): Kind | null =>
    path[0] === "rows" ? (path[1] ? "number" : "rows") : "number";
  const clock = { now: momentOf("2026-11-22T00:00:00Z"), zone: ianaZone("Asia/Shanghai") };
  expect(evaluate(check(parse("{a}"), types), new Map(), clock)).toEqual({ code: "missing" });
  const rows = new Map([["rows.n", Array.from({ length: 60_000 }, () => null)]]);
  const greedy = check(parse("IFERROR(SUM({rows.n}, {rows.n}), 0)"), types);
  expect(evaluate(greedy, rows, clock)).toEqual({ code: "steps" });
});
