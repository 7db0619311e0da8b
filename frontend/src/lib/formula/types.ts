import type { Decimal } from "./decimal.ts";
import type { FieldPath } from "./syntax.ts";

export type Kind = "text" | "number" | "date" | "moment" | "boolean" | "list" | "record" | "rows" | "none";

/** `kind` null is the type of BLANK(), which fits everywhere; `many` is a list of the kind. */
export interface Type {
  readonly kind: Kind | null;
  readonly many: boolean;
}

export const typeOf = (kind: Kind | null, many = false): Type => ({ kind, many });
export const BLANK = typeOf(null);

/** The message code that names the type to people: `kind.number`, `kind.number.list`. */
export function typeCode(type: Type): string {
  const name = `kind.${type.kind ?? "blank"}`;
  return type.many ? `${name}.list` : name;
}

/** The typed tree that the checker makes and the evaluator walks. */
export type Typed =
  | {
      readonly tag: "literal";
      readonly value: Decimal | string | boolean;
      readonly type: Type;
      readonly at: number;
    }
  | { readonly tag: "input"; readonly path: FieldPath; readonly type: Type; readonly at: number }
  | Applied;

export interface Applied {
  readonly tag: "apply";
  readonly name: string;
  readonly args: readonly Typed[];
  readonly type: Type;
  readonly at: number;
}
