import type { Decimal } from "./decimal.ts";

export type FieldPath = readonly string[];

/** The tree of a formula as it is written; `at` counts code points. */
export type Node =
  | { readonly type: "number"; readonly value: Decimal; readonly at: number }
  | { readonly type: "text"; readonly value: string; readonly at: number }
  | { readonly type: "boolean"; readonly value: boolean; readonly at: number }
  | { readonly type: "field"; readonly path: FieldPath; readonly at: number }
  | { readonly type: "unary"; readonly operator: string; readonly operand: Node; readonly at: number }
  | {
      readonly type: "binary";
      readonly operator: string;
      readonly left: Node;
      readonly right: Node;
      readonly at: number;
    }
  | { readonly type: "join"; readonly parts: readonly Node[]; readonly at: number }
  | { readonly type: "call"; readonly name: string; readonly args: readonly Node[]; readonly at: number };

/** How tightly an operator between two values binds. */
export const STRENGTH: Readonly<Record<string, number>> = {
  "=": 1,
  "<>": 1,
  "<": 1,
  "<=": 1,
  ">": 1,
  ">=": 1,
  "&": 2,
  "+": 3,
  "-": 3,
  "*": 4,
  "/": 4,
};
export function children(node: Node): readonly Node[] {
  switch (node.type) {
    case "unary":
      return [node.operand];
    case "binary":
      return [node.left, node.right];
    case "join":
      return node.parts;
    case "call":
      return node.args;
    default:
      return [];
  }
}
