/** The one table of filter operators: what stands on their right and what they answer for an empty field. */

export type Operand = "none" | "one" | "many" | "range" | "period";

export type Operator = { readonly operand: Operand; readonly onEmpty: boolean };

const operator = (operand: Operand, onEmpty = false): Operator => ({ operand, onEmpty });

export const operators = {
  is: operator("one"),
  is_not: operator("one", true),
  in: operator("many"),
  not_in: operator("many", true),
  gt: operator("one"),
  gte: operator("one"),
  lt: operator("one"),
  lte: operator("one"),
  between: operator("range"),
  within: operator("period"),
  contains: operator("one"),
  not_contains: operator("one", true),
  starts_with: operator("one"),
  contains_any: operator("many"),
  contains_all: operator("many"),
  contains_none: operator("many", true),
  is_empty: operator("none", true),
  is_not_empty: operator("none"),
} satisfies Record<string, Operator>;

export type OperatorName = keyof typeof operators;

export const isOperator = (name: string): name is OperatorName => Object.hasOwn(operators, name);
