import signatures from "./signatures.json" with { type: "json" };

export type Shape = "one" | "list" | "both";

export interface Param {
  readonly kind: string;
  readonly shape: Shape;
  readonly optional: boolean;
  readonly repeat: boolean;
  readonly units: readonly string[];
}

export interface Operation {
  readonly params: readonly Param[];
  readonly result: string;
  readonly aliases: readonly string[] | null;
}

interface Signature {
  readonly params: string;
  readonly result: string;
  readonly aliases?: string;
}

/** Every way to write a unit, and its canonical name. */
export const UNITS: Readonly<Record<string, string>> = signatures.units;

const SHAPES: Readonly<Record<string, Shape>> = { "[]": "list", "*": "both", "~": "both" };

function param(spec: string): Param {
  const optional = spec.endsWith("?");
  const [name = "", units] = (optional ? spec.slice(0, -1) : spec).split(":");
  const kind = name.replace(/(?:\[\]|[*~+])$/u, "");
  const suffix = name.slice(kind.length);
  return {
    kind,
    shape: SHAPES[suffix] ?? "one",
    optional,
    repeat: suffix === "*" || suffix === "+",
    units: units === undefined ? [] : units.split("|"),
  };
}

function operation(signature: Signature): Operation {
  const params = signature.params === "" ? [] : signature.params.split(" ").map(param);
  return { params, result: signature.result, aliases: signature.aliases?.split(" ") ?? null };
}

export const OPERATIONS: ReadonlyMap<string, Operation> = new Map(
  Object.entries<Signature>(signatures.operations).map(([name, signature]) => [name, operation(signature)]),
);

const NAMES: ReadonlyMap<string, string> = new Map(
  [...OPERATIONS].flatMap(([name, { aliases }]) =>
    aliases === null ? [] : [name, ...aliases].map((alias) => [alias, name] as const),
  ),
);

/** The function of that name or alias. */
export function find(name: string): string | undefined {
  return NAMES.get(name.toUpperCase());
}

export function paramAt(operation: Operation, position: number): Param {
  const found = operation.params[Math.min(position, operation.params.length - 1)];
  if (found === undefined) throw new RangeError("an operation without parameters has no argument");
  return found;
}

/** The name or alias most like a mistyped one, or "" if none is near. */
export function nearest(name: string): string {
  const wanted = name.toUpperCase();
  const starts = [...NAMES.keys()].filter((known) => size(wanted) > 1 && known.startsWith(wanted));
  const shortest = starts.sort((one, other) => size(one) - size(other) || byCodePoint(one, other))[0];
  if (shortest !== undefined) return shortest;
  const allowed = Math.min(size(wanted) - 1, Math.max(1, Math.floor(size(wanted) / 3)));
  const scored = [...NAMES.keys()]
    .map((known) => ({ known, distance: distance(wanted, known, allowed) }))
    .filter((one) => one.distance <= allowed)
    .sort((one, other) => one.distance - other.distance || byCodePoint(one.known, other.known));
  return scored[0]?.known ?? "";
}

const size = (text: string) => Array.from(text).length;
const byCodePoint = (one: string, other: string) => (one < other ? -1 : Number(one > other));

/** How many single-character edits turn one into the other; `enough` + 1 if more than `enough`. */
function distance(left: string, right: string, enough: number): number {
  const from = Array.from(left);
  const to = Array.from(right);
  if (Math.abs(from.length - to.length) > enough) return enough + 1;
  let row = to.map((_, index) => index + 1);
  from.forEach((one, index) => {
    const next: number[] = [];
    to.forEach((other, column) => {
      const before = column === 0 ? index : (row[column - 1] ?? 0);
      const beside = column === 0 ? index + 1 : (next[column - 1] ?? 0);
      next.push(Math.min((row[column] ?? 0) + 1, beside + 1, before + (one === other ? 0 : 1)));
    });
    row = next;
  });
  return row.at(-1) ?? from.length;
}
