/** A formula as it stands: what it gives, or what is wrong with it. */
import { type Checked, check } from "@/lib/formula/check";
import { parse } from "@/lib/formula/parse";
import type { Kind } from "@/lib/formula/types";
import { FormulaProblem } from "@/lib/formula/values";
import { type FormulaScope, fieldAt } from "./fields";
import { type Underlined, underlined, type Words } from "./problems";

export type Judgement =
  | { readonly checked: Checked; readonly problem?: undefined }
  | { readonly checked?: undefined; readonly problem: Underlined | undefined };

/** `expected` is the kind that the result must have; without it any kind that a field can hold will do. */
export function judge(source: string, scope: FormulaScope, words: Words, expected?: Kind): Judgement {
  if (source.trim() === "") return { problem: undefined };
  try {
    const checked = check(parse(source), (path) => fieldAt(scope, path)?.kind ?? null);
    const wanted = expected ?? (results.includes(checked.kind) ? checked.kind : undefined);
    if (checked.kind === wanted || checked.type.kind === null) return { checked };
    const params = {
      found: `kind.${checked.kind === "list" ? `${checked.type.kind ?? "blank"}.list` : checked.kind}`,
      expected: expected ? `kind.${expected}` : words("kind.any"),
    };
    const text = words("design.formula.kind", params);
    return { problem: { text, from: 0, to: source.length } };
  } catch (problem) {
    if (problem instanceof FormulaProblem) return { problem: underlined(source, problem, words) };
    throw problem;
  }
}

/** Kinds that a computed field can store. */
export const results: readonly string[] = ["text", "number", "date", "moment", "boolean"];
