import { apply, argumentsFit, compared, mismatch, shown } from "./fitting.ts";
import { ARITHMETIC, advice, COMPARISONS, ORDERED, UNARY } from "./operators.ts";
import { find, nearest, OPERATIONS } from "./registry.ts";
import { special } from "./special.ts";
import type { FieldPath, Node } from "./syntax.ts";
import { type Kind, type Type, type Typed, typeOf } from "./types.ts";
import { FormulaProblem } from "./values.ts";

/** Answers the kind of a path, null for an unknown or hidden one. */
export type TypeResolver = (path: FieldPath) => Kind | null;

/** A formula that may run. `clock` holds what of today and now its result changes with. */
export interface Checked {
  readonly node: Typed;
  readonly type: Type;
  readonly kind: Kind;
  readonly inputs: ReadonlySet<string>;
  readonly clock: ReadonlySet<"today" | "now">;
}

/** The formula with its types; throws the first `FormulaProblem`. */
export function check(node: Node, types: TypeResolver): Checked {
  const typed = typedOf(node, types);
  const inputs = new Set<string>();
  const clock = new Set<"today" | "now">();
  const waiting = [typed];
  for (let current = waiting.pop(); current !== undefined; current = waiting.pop()) {
    if (current.tag === "input") inputs.add(current.path.join("."));
    if (current.tag !== "apply") continue;
    if (current.name === "TODAY") clock.add("today");
    if (current.name === "NOW") clock.add("now");
    waiting.push(...current.args);
  }
  const kind = typed.type.many ? "list" : (typed.type.kind ?? "none");
  return { node: typed, type: typed.type, kind, inputs, clock };
}

function typedOf(node: Node, types: TypeResolver): Typed {
  switch (node.type) {
    case "number":
    case "text":
    case "boolean":
      return { tag: "literal", value: node.value, type: typeOf(node.type), at: node.at };
    case "field":
      return field(node.path, node.at, types);
    case "unary":
      return unary(node.operator, typedOf(node.operand, types), node.at);
    case "join": {
      const parts = node.parts.map((part) => shown(typedOf(part, types), "&"));
      return apply("CONCATENATE", parts, typeOf("text"), node.at);
    }
    case "binary":
      return binary(node.operator, typedOf(node.left, types), typedOf(node.right, types), node.at);
    case "call":
      return call(node.name, node.args, node.at, types);
  }
}

function field(path: FieldPath, at: number, types: TypeResolver): Typed {
  const kind = types(path);
  if (kind === null) throw new FormulaProblem("formula.field.unknown", at, { field: path.join(".") });
  if (kind === "list" || kind === "rows") return { tag: "input", path, type: typeOf("text", true), at };
  const prefixes = path.slice(1).map((_, index) => types(path.slice(0, index + 1)));
  const many = prefixes.includes("rows") || prefixes.includes("list");
  return { tag: "input", path, type: typeOf(kind, many), at };
}

function unary(operator: string, operand: Typed, at: number): Typed {
  const { kind, many } = operand.type;
  if (many || (kind !== "number" && kind !== null)) throw wrongOperands(operator, operand, operand, at);
  return apply(UNARY[operator] ?? operator, [operand], typeOf("number"), at);
}

function binary(operator: string, left: Typed, right: Typed, at: number): Typed {
  if (left.type.many || right.type.many) throw wrongOperands(operator, left, right, at);
  if (operator in COMPARISONS) return comparison(operator, left, right, at);
  for (const [leftKind, rightKind] of readings(left.type.kind, right.type.kind)) {
    const name = ARITHMETIC[`${operator} ${leftKind} ${rightKind}`];
    if (name !== undefined) return operated(name, left, right, at);
    const pair = isMixed(leftKind, rightKind) ? compared(left, right) : null;
    if (pair !== null) return binary(operator, pair[0], pair[1], at);
    const swapped = ARITHMETIC[`${operator} ${rightKind} ${leftKind}`];
    if (operator === "+" && swapped !== undefined) return operated(swapped, right, left, at);
  }
  throw wrongOperands(operator, left, right, at);
}

/** The kinds that two operands may stand for: BLANK() is a number, or on the left what the right one is. */
function readings(left: Kind | null, right: Kind | null): readonly (readonly [Kind, Kind])[] {
  const second = right ?? "number";
  return left === null
    ? [
        [second, second],
        ["number", second],
      ]
    : [[left, second]];
}

const isMixed = (one: Kind, other: Kind) =>
  (one === "date" && other === "moment") || (one === "moment" && other === "date");

function operated(name: string, left: Typed, right: Typed, at: number): Typed {
  return apply(name, [left, right], typeOf((OPERATIONS.get(name)?.result ?? "none") as Kind), at);
}

function comparison(operator: string, left: Typed, right: Typed, at: number): Typed {
  const pair = compared(left, right);
  const kinds = [left.type.kind, right.type.kind];
  const ordered =
    operator === "=" || operator === "<>" || kinds.every((kind) => kind === null || ORDERED.has(kind));
  if (pair === null || !ordered) throw wrongOperands(operator, left, right, at);
  return apply(COMPARISONS[operator] ?? operator, pair, typeOf("boolean"), at);
}

function wrongOperands(operator: string, left: Typed, right: Typed, at: number): FormulaProblem {
  const many = left.type.many || right.type.many;
  const forList = operator in COMPARISONS ? "HAS( , )" : "SUM( )";
  const suggestion = many ? forList : advice(operator, left.type.kind, right.type.kind);
  return mismatch("formula.operator.kinds", at, left.type, right.type, { operator, suggestion });
}

function call(written: string, nodes: readonly Node[], at: number, types: TypeResolver): Typed {
  const name = find(written);
  const operation = name === undefined ? undefined : OPERATIONS.get(name);
  if (name === undefined || operation === undefined) {
    const shortened = Array.from(written).slice(0, 60).join("");
    throw new FormulaProblem("formula.function.unknown", at, {
      name: shortened,
      suggestion: nearest(written),
    });
  }
  const least = operation.params.filter((param) => !param.optional).length;
  const most = operation.params.at(-1)?.repeat === true ? null : operation.params.length;
  const found = nodes.length;
  if (found < least || (most !== null && found > most)) {
    throw new FormulaProblem("formula.function.arguments", at, { name, least, most: most ?? "∞", found });
  }
  const args = nodes.map((node) => typedOf(node, types));
  return special(name, args, at) ?? argumentsFit(name, operation, args, at);
}
