import { CONVERSIONS, SHOWN } from "./operators.ts";
import { type Operation, type Param, paramAt, UNITS } from "./registry.ts";
import { BLANK, type Kind, type Type, type Typed, typeCode, typeOf } from "./types.ts";
import { FormulaProblem } from "./values.ts";

const ADVICE: Readonly<Record<string, string>> = {
  "number text": "VALUE( )",
  "number boolean": "IF( , 1, 0)",
  "text number": 'TEXT( , "0.00")',
  "text date": 'TEXT( , "yyyy-mm-dd")',
  "text moment": 'TEXT( , "yyyy-mm-dd hh:mm")',
  "date text": "DATEVALUE( )",
  "date number": "DATE( , , )",
  "boolean number": "<> 0",
  "boolean text": '= ""',
};
const GROUPED: ReadonlySet<string> = new Set(["same", "order", "when"]);
const TEXT = typeOf("text");

/** A problem that names two types. */
export function mismatch(
  code: string,
  at: number,
  left: Type,
  right: Type,
  params: Readonly<Record<string, unknown>>,
): FormulaProblem {
  return new FormulaProblem(code, at, { left: typeCode(left), right: typeCode(right), ...params });
}

export const apply = (name: string, args: readonly Typed[], type: Type, at: number): Typed => ({
  tag: "apply",
  name,
  args,
  type,
  at,
});

/** The call with every argument converted as its parameter wants it. */
export function argumentsFit(name: string, operation: Operation, args: readonly Typed[], at: number): Typed {
  const group = common(name, operation, args);
  const fits = args.map((argument, position) =>
    fitted(name, position, argument, paramAt(operation, position)),
  );
  return apply(name, fits, resultOf(operation.result, fits, group), at);
}

/** The one kind of all arguments that must agree; BLANK if there are none. */
export function common(name: string, operation: Operation, args: readonly Typed[]): Type {
  let found = BLANK;
  args.forEach((argument, position) => {
    const { kind } = paramAt(operation, position);
    if (!GROUPED.has(kind) || argument.type.kind === null) return;
    if (isWrong(kind, argument.type.kind)) throw wrong(name, position, argument, kind);
    const both = merged(found.kind, argument.type.kind);
    if (both === null) {
      throw mismatch("formula.kinds.differ", argument.at, found, typeOf(argument.type.kind), { name });
    }
    found = typeOf(both);
  });
  return found;
}

function isWrong(wanted: string, found: Kind): boolean {
  if (wanted === "order") return found !== "number" && found !== "date" && found !== "moment";
  if (wanted === "when") return found !== "date" && found !== "moment";
  return found === "none";
}

/** The kind of both; a linked record counts as the text of its id. */
function merged(left: Kind | null, right: Kind): Kind | null {
  if (left === null || left === right) return right;
  const ids = (kind: Kind) => kind === "text" || kind === "record";
  return ids(left) && ids(right) ? "text" : null;
}

export function fitted(name: string, position: number, argument: Typed, param: Param): Typed {
  const { many, kind } = argument.type;
  if (many && param.shape === "one") {
    throw new FormulaProblem("formula.list.unexpected", argument.at, {
      name,
      position: position + 1,
      suggestion: "FIRST( )",
    });
  }
  if (!many && param.shape === "list" && kind !== null) {
    throw new FormulaProblem("formula.list.expected", argument.at, { name, position: position + 1 });
  }
  if (param.kind === "any" || GROUPED.has(param.kind)) return argument;
  if (param.kind === "show") return shown(argument, name);
  if (param.kind === "unit") return unit(name, argument, param);
  return converted(name, position, argument, param.kind as Kind);
}

function converted(name: string, position: number, argument: Typed, wanted: Kind): Typed {
  const found = argument.type.kind;
  if (found === null || found === wanted) return argument;
  const conversion = CONVERSIONS[`${found} ${wanted}`];
  if (conversion === undefined || argument.type.many) throw wrong(name, position, argument, wanted);
  return apply(conversion, [argument], typeOf(wanted), argument.at);
}

function wrong(name: string, position: number, argument: Typed, wanted: string): FormulaProblem {
  return new FormulaProblem("formula.argument.kind", argument.at, {
    name,
    position: position + 1,
    expected: `kind.${wanted}`,
    found: typeCode(argument.type),
    suggestion: argument.type.many ? "COUNT( )" : (ADVICE[`${wanted} ${argument.type.kind}`] ?? ""),
  });
}

/** The argument as text. */
export function shown(argument: Typed, name: string): Typed {
  const { kind, many } = argument.type;
  if (many) {
    throw new FormulaProblem("formula.list.unexpected", argument.at, {
      name,
      position: 1,
      suggestion: "JOIN( )",
    });
  }
  if (kind === null || kind === "text") return argument;
  const operation = SHOWN[kind];
  if (operation === undefined) throw wrong(name, 0, argument, "text");
  return apply(operation, [argument], TEXT, argument.at);
}

/** The literal with the unit's canonical name. */
function unit(name: string, argument: Typed, param: Param): Typed {
  const written = argument.tag === "literal" ? argument.value : null;
  const found = typeof written === "string" ? UNITS[written.toLowerCase()] : undefined;
  if (found === undefined || !param.units.includes(found)) {
    throw new FormulaProblem("formula.unit.unknown", argument.at, {
      name,
      suggestion: param.units.join(", "),
    });
  }
  return { tag: "literal", value: found, type: TEXT, at: argument.at };
}

function resultOf(result: string, args: readonly Typed[], group: Type): Type {
  switch (result) {
    case "same":
      return group;
    case "item":
      return typeOf(args[0]?.type.kind ?? null);
    case "items":
      return typeOf(args[0]?.type.kind ?? null, true);
    case "texts":
      return typeOf("text", true);
    case "blank":
      return BLANK;
    default:
      return typeOf(result as Kind);
  }
}

/** Two operands of one kind, a moment beside a date read as its date; null if they cannot be compared. */
export function compared(left: Typed, right: Typed): readonly [Typed, Typed] | null {
  const one = left.type.kind;
  const other = right.type.kind;
  if (left.type.many || right.type.many || one === "none" || other === "none") return null;
  if ((one === "date" && other === "moment") || (one === "moment" && other === "date")) {
    return [asDate(left), asDate(right)];
  }
  return one === null || other === null || merged(one, other) !== null ? [left, right] : null;
}

const asDate = (typed: Typed) =>
  typed.type.kind === "date" ? typed : apply("moment_date", [typed], typeOf("date"), typed.at);
