/** What form rules look at: the values of the form, by field id. */
import type { FieldDocument } from "@/api/documents";
import type { Condition } from "@/lib/condition/condition";
import { holds, type Reader, type Scene } from "@/lib/condition/evaluate";
import { kindOf } from "@/lib/condition/kinds";
import { ConditionProblem } from "@/lib/condition/problem";
import type { ConditionClock } from "@/lib/condition/values";
import { isObject } from "@/lib/json";
import type { Values } from "./wire";

export type FormEnvironment = { readonly clock: ConditionClock; readonly reader: Reader };

export function sceneOf(
  fields: readonly FieldDocument[],
  values: Values,
  environment: FormEnvironment,
): Scene {
  const byId = new Map(fields.map((field) => [field.id, field]));
  return {
    ...environment,
    fieldAt: (path) => {
      const field = byId.get(path);
      return field && { kind: kindOf(field), operators: field.operators };
    },
    valueAt: (path) => {
      const value = values[byId.get(path)?.key ?? ""] ?? null;
      return isObject(value) && "error" in value ? null : value;
    },
  };
}

/** A rule that looks beyond the form cannot be decided here; it does not hold. */
export function ruleHolds(condition: Condition, scene: Scene): boolean {
  try {
    return holds(condition, scene);
  } catch (problem) {
    if (problem instanceof ConditionProblem) return false;
    throw problem;
  }
}
