import type { Kind } from "./types.ts";

export const UNARY: Readonly<Record<string, string>> = { "-": "negate", "%": "percent" };

export const COMPARISONS: Readonly<Record<string, string>> = {
  "=": "equal",
  "<>": "unequal",
  "<": "less",
  "<=": "less_equal",
  ">": "greater",
  ">=": "greater_equal",
};

export const ORDERED: ReadonlySet<Kind> = new Set(["number", "text", "date", "moment"]);

/** "operator left right" → operation. */
export const ARITHMETIC: Readonly<Record<string, string>> = {
  "+ number number": "add",
  "- number number": "subtract",
  "* number number": "multiply",
  "/ number number": "divide",
  "+ date number": "date_plus",
  "- date number": "date_minus",
  "- date date": "date_difference",
  "+ moment number": "moment_plus",
  "- moment number": "moment_minus",
  "- moment moment": "moment_difference",
};

/** Conversions that happen by themselves: "found wanted" → operation. */
export const CONVERSIONS: Readonly<Record<string, string>> = {
  "moment date": "moment_date",
  "date moment": "date_moment",
};

/** What turns a value into its text form. */
export const SHOWN: Readonly<Partial<Record<Kind, string>>> = {
  number: "number_text",
  boolean: "boolean_text",
  date: "date_text",
  moment: "moment_text",
};

/** What to write instead when the kinds do not go together. */
export function advice(operator: string, left: Kind | null, right: Kind | null): string {
  const kinds = [left, right];
  const temporal = (kind: Kind | null) => kind === "date" || kind === "moment";
  if (operator === "+" && kinds.every(temporal)) return "DATEDIF( , )";
  if (operator === "+" && kinds.includes("text")) return "&";
  if (kinds.includes("text")) return kinds.some(temporal) ? "DATEVALUE( )" : "VALUE( )";
  if (kinds.includes("boolean")) return "IF( , 1, 0)";
  return kinds.some(temporal) ? "DATEADD( , , )" : "";
}
