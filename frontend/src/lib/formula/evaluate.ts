import type { Checked } from "./check.ts";
import { Decimal } from "./decimal.ts";
import { ARITHMETIC } from "./functions/arithmetic.ts";
import { DATES } from "./functions/dates.ts";
import { LISTS } from "./functions/lists.ts";
import { LAZY, LOGIC } from "./functions/logic.ts";
import { isList, type Run } from "./functions/run.ts";
import { STATISTICS } from "./functions/statistics.ts";
import { TEXTS } from "./functions/texts.ts";
import { LIST_ITEMS_PER_STEP, RESULT_BYTES, STEPS } from "./limits.ts";
import { settle } from "./numbers.ts";
import { OPERATIONS, type Operation, paramAt } from "./registry.ts";
import type { Kind, Type, Typed } from "./types.ts";
import {
  boundedText,
  type Clock,
  Fault,
  FormulaError,
  type Item,
  Moment,
  PlainDate,
  require,
  type Value,
} from "./values.ts";

/** Values by path joined with dots; a path that is not there is `missing`. */
export type Values = ReadonlyMap<string, Value | FormulaError>;

const RUNS: ReadonlyMap<string, Run> = new Map(
  [LOGIC, ARITHMETIC, STATISTICS, TEXTS, DATES, LISTS].flatMap((family) => Object.entries(family)),
);

/** Names of the operations that this executor has. */
export const IMPLEMENTED: ReadonlySet<string> = new Set([...RUNS.keys(), ...Object.keys(LAZY)]);

/** The result for one record, or the error that stands for it. */
export function evaluate(checked: Checked, values: Values, clock: Clock): Value | FormulaError {
  const machine = new Machine(values, clock);
  try {
    return final(machine.value(checked.node));
  } catch (fault) {
    if (fault instanceof Fault) return new FormulaError(fault.code);
    throw fault;
  }
}

class Machine {
  private readonly values: Values;
  private readonly clock: Clock;
  private steps = 0;

  constructor(values: Values, clock: Clock) {
    this.values = values;
    this.clock = clock;
  }

  value(node: Typed): Value {
    this.spend(1);
    const result = this.computed(node);
    if (isList(result)) this.spend(Math.floor(result.length / LIST_ITEMS_PER_STEP));
    return result;
  }

  private spend(steps: number): void {
    this.steps += steps;
    require(this.steps <= STEPS, "steps");
  }

  private computed(node: Typed): Value {
    switch (node.tag) {
      case "literal":
        return node.value;
      case "input": {
        const name = node.path.join(".");
        const given = this.values.has(name) ? this.values.get(name) : new FormulaError("missing");
        return entered(given ?? null, node.type);
      }
      case "apply": {
        const thunks = node.args.map((argument) => () => this.value(argument));
        const lazy = LAZY[node.name];
        if (lazy !== undefined) return lazy(thunks);
        return this.eager(
          node.name,
          thunks.map((thunk) => thunk()),
        );
      }
    }
  }

  private eager(name: string, args: readonly Value[]): Value {
    const run = RUNS.get(name);
    const operation = OPERATIONS.get(name);
    if (run === undefined || operation === undefined) throw new Fault("type");
    const ready = ruled(operation, args);
    return ready === null ? null : bounded(run(ready, this.clock));
  }
}

const STRICT: ReadonlySet<string> = new Set(["number", "date", "moment", "when", "order"]);
const EMPTY: Readonly<Record<string, Value>> = { text: "", show: "", unit: "", boolean: false };

/** The arguments under the one rule for empty ones; null where the result is empty. */
function ruled(operation: Operation, args: readonly Value[]): readonly Value[] | null {
  const ready: Value[] = [];
  for (const [position, value] of args.entries()) {
    const param = paramAt(operation, position);
    const empty = value === null && param.shape === "one";
    if (empty && STRICT.has(param.kind)) return null;
    ready.push(empty ? (EMPTY[param.kind] ?? null) : value);
  }
  return ready;
}

function bounded(result: Value | number): Value {
  if (typeof result === "number") return settle(new Decimal(result));
  if (result instanceof Decimal) return settle(result);
  return typeof result === "string" ? boundedText(result) : result;
}

/** A given value in the form that operations expect; throws the error that it is. */
function entered(given: Value | FormulaError, type: Type): Value {
  if (given instanceof FormulaError) throw new Fault(given.code);
  if (type.kind === "none")
    return given === null || given === "" || (isList(given) && given.length === 0) ? null : true;
  if (!type.many) return isList(given) ? wrongType() : single(given, type.kind);
  if (given === null) return [];
  return isList(given) ? given.map((item) => listItem(item, type.kind)) : wrongType();
}

function listItem(item: Item, kind: Kind | null): Item {
  if (item === null || item instanceof FormulaError) return item;
  try {
    return single(item, kind) as Item;
  } catch (fault) {
    if (fault instanceof Fault) return new FormulaError(fault.code);
    throw fault;
  }
}

function wrongType(): never {
  throw new Fault("type");
}

function single(value: Value, kind: Kind | null): Value {
  if (value === null) return value;
  if (kind === "number") return value instanceof Decimal ? settle(value) : wrongType();
  if (kind === "date") return value instanceof PlainDate ? value : wrongType();
  if (kind === "moment") return value instanceof Moment ? value : wrongType();
  if (kind === "boolean") return typeof value === "boolean" ? value : wrongType();
  return typeof value === "string" ? boundedText(value) : wrongType();
}

function final(result: Value): Value {
  if (isList(result)) {
    const size = result.reduce<number>((sum, item) => sum + (typeof item === "string" ? item.length : 0), 0);
    require(size <= RESULT_BYTES, "size");
  }
  return result;
}
