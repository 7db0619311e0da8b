/** Whether a condition holds for values in memory; the twin of the engine's evaluator, by shared vectors. */
import type { Json } from "../json";
import { type Condition, isAll, isEither, isTest, type Test } from "./condition";
import { fold } from "./fold";
import type { Kind } from "./kinds";
import { type Right, rightSide, type Who } from "./operand";
import { isOperator, type OperatorName, operators } from "./operators";
import { ConditionProblem } from "./problem";
import { type Comparable, type ConditionClock, comparable, order, same } from "./values";

/** For whom tokens such as @me are resolved. */
export type Reader = {
  readonly me: string | null;
  readonly departments: readonly string[];
  readonly subordinates: readonly string[];
};

export type SceneField = { readonly kind: Kind; readonly operators: readonly string[] };

export type Scene = {
  readonly fieldAt: (path: string) => SceneField | undefined;
  /** The wire value at a path; null where there is none. */
  readonly valueAt: (path: string) => Json;
  readonly clock: ConditionClock;
  readonly reader: Reader;
};

/** Throws ConditionProblem for a test that its field does not allow. */
export function holds(condition: Condition, scene: Scene): boolean {
  if (isTest(condition)) return testHolds(condition, scene);
  if (isAll(condition)) return condition.all.every((part) => holds(part, scene));
  if (isEither(condition)) return condition.any.some((part) => holds(part, scene));
  return !holds(condition.not, scene);
}

function testHolds(test: Test, scene: Scene): boolean {
  const field = scene.fieldAt(test.field);
  if (!field) throw new ConditionProblem("field.unknown");
  if (!isOperator(test.op)) throw new ConditionProblem("filter.operator.unknown");
  if (!field.operators.includes(test.op)) throw new ConditionProblem("filter.operator.not_for_type");
  const operator = operators[test.op];
  const right = rightSide(test.value ?? null, test.op, field.kind, scene.clock);
  const value = comparable(scene.valueAt(test.field), field.kind);
  if (value === null || (Array.isArray(value) && value.length === 0)) return operator.onEmpty;
  return compare(test.op, value as Comparable | readonly Comparable[], right, scene);
}

function compare(
  name: OperatorName,
  value: Comparable | readonly Comparable[],
  right: Right,
  scene: Scene,
): boolean {
  switch (right.kind) {
    case "nothing":
      return name === "is_not_empty";
    case "range":
      return inRange(value as Comparable, right);
    case "values":
      return against(name, value, right.values);
    case "people":
      return against(name, value, peopleOf(right.who, scene.reader));
    case "field": {
      const kind = scene.fieldAt(right.path)?.kind;
      if (!kind) throw new ConditionProblem("field.unknown");
      const other = comparable(scene.valueAt(right.path), kind);
      return other === null ? operators[name].onEmpty : against(name, value, [other as Comparable]);
    }
  }
}

const inRange = (value: Comparable, { low, high, open }: Extract<Right, { kind: "range" }>): boolean =>
  (low === null || order(value, low) >= 0) &&
  (high === null || (open ? order(value, high) < 0 : order(value, high) <= 0));

function peopleOf(who: Who, reader: Reader): readonly string[] {
  if (who === "me") return reader.me === null ? [] : [reader.me];
  return who === "my_subordinates" ? reader.subordinates : reader.departments;
}

function against(
  name: OperatorName,
  value: Comparable | readonly Comparable[],
  values: readonly Comparable[],
): boolean {
  const mine: readonly Comparable[] = Array.isArray(value) ? value : [value as Comparable];
  const has = (list: readonly Comparable[], one: Comparable) => list.some((other) => same(one, other));
  const text = () => fold(String(value));
  const sought = () => fold(String(values[0]));
  const sign = () => order(value as Comparable, values[0] as Comparable);
  switch (name) {
    case "is":
    case "in":
    case "contains_any":
      return mine.some((one) => has(values, one));
    case "is_not":
    case "not_in":
    case "contains_none":
      return !mine.some((one) => has(values, one));
    case "contains_all":
      return values.every((one) => has(mine, one));
    case "contains":
      return text().includes(sought());
    case "not_contains":
      return !text().includes(sought());
    case "starts_with":
      return text().startsWith(sought());
    case "gt":
      return sign() > 0;
    case "gte":
      return sign() >= 0;
    case "lt":
      return sign() < 0;
    case "lte":
      return sign() <= 0;
    default:
      throw new ConditionProblem("filter.operator.unknown");
  }
}
