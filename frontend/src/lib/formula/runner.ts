/** Runs many formulas in one Node process: a JSON document on stdin, one result per case on stdout. */
import { check } from "./check.ts";
import { evaluate } from "./evaluate.ts";
import { parse } from "./parse.ts";
import type { Kind } from "./types.ts";
import { type Clock, FormulaError, FormulaProblem, type Value } from "./values.ts";
import { fromWire, type Json, momentOf, toWire } from "./wire.ts";
import { ianaZone } from "./zone.ts";

export interface Batch {
  readonly clock: { readonly now: string; readonly zone: string };
  readonly types: Readonly<Record<string, Kind>>;
  readonly values: Readonly<Record<string, Json>>;
  readonly cases: readonly { readonly source: string; readonly values?: Readonly<Record<string, Json>> }[];
}

export type Outcome =
  | { readonly kind: Kind; readonly expected: Json }
  | { readonly kind: Kind; readonly error: string }
  | { readonly code: string; readonly at: number; readonly suggestion?: unknown };

type Given = Value | FormulaError;

function given(json: Json, kind: Kind): Given {
  if (Array.isArray(json)) {
    return json.map((item: Json) => given(item, kind)) as Value;
  }
  if (typeof json === "object" && json !== null && "error" in json) {
    return new FormulaError(json.error as FormulaError["code"]);
  }
  return fromWire(json, kind);
}

function read(values: Readonly<Record<string, Json>>, types: Batch["types"]): Map<string, Given> {
  return new Map(Object.entries(values).map(([name, json]) => [name, given(json, types[name] ?? "none")]));
}

/** Every case's result, error or problem, in order. */
export function run(batch: Batch): readonly Outcome[] {
  const clock: Clock = { now: momentOf(batch.clock.now), zone: ianaZone(batch.clock.zone) };
  const shared = read(batch.values, batch.types);
  return batch.cases.map(({ source, values }) => {
    try {
      const checked = check(parse(source), (path) => batch.types[path.join(".")] ?? null);
      const own = values === undefined ? shared : new Map([...shared, ...read(values, batch.types)]);
      const result = evaluate(checked, own, clock);
      if (result instanceof FormulaError) return { kind: checked.kind, error: result.code };
      return { kind: checked.kind, expected: toWire(result) };
    } catch (problem) {
      if (!(problem instanceof FormulaProblem)) throw problem;
      const { suggestion } = problem.params;
      return { code: problem.code, at: problem.at, ...(suggestion === undefined ? {} : { suggestion }) };
    }
  });
}
