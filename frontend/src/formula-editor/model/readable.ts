/** A formula with the names of its fields instead of their ids, as people copy and paste it. */
import type { FormulaField } from "./fields";

export type Mention = { readonly path: string; readonly from: number; readonly to: number };

/** Inside quotes of any form that formulas know a brace is text. */
const quoted = /"(?:[^"]|"")*"?|＂(?:[^＂]|＂＂)*＂?|[“”](?:[^”]|””)*”?/.source;
const parts = new RegExp(`${quoted}|\\{([a-z][a-z0-9_]*(?:\\.[a-z][a-z0-9_]*)*)\\}`, "g");
const named = new RegExp(`${quoted}|\\{([^{}]*)\\}`, "g");

/** The fields that the text of a formula names, with their places in UTF-16 units. */
export function mentions(source: string): readonly Mention[] {
  return [...source.matchAll(parts)].flatMap((found) =>
    found[1] === undefined ? [] : [{ path: found[1], from: found.index, to: found.index + found[0].length }],
  );
}

/** Names that mean one field only and can stand between braces. */
function plainNames(fields: readonly FormulaField[]): ReadonlyMap<string, FormulaField> {
  const paths = new Set(fields.map((field) => field.path));
  const found = new Map<string, FormulaField | undefined>();
  for (const field of fields) found.set(field.name, found.has(field.name) ? undefined : field);
  return new Map(
    [...found].flatMap(([name, field]) =>
      field && name.trim() === name && name !== "" && !/[{}"＂“”]/.test(name) && !paths.has(name)
        ? [[name, field] as const]
        : [],
    ),
  );
}

/** `{f1} * 2` as `{金额} * 2`; what has no name of its own keeps its ids. */
export function readable(source: string, fields: readonly FormulaField[]): string {
  const names = new Map([...plainNames(fields)].map(([name, field]) => [field.path, name]));
  return source.replace(parts, (whole, path?: string) => {
    const name = path === undefined ? undefined : names.get(path);
    return name === undefined ? whole : `{${name}}`;
  });
}

/** `{金额} * 2` as `{f1} * 2`; what is no name stays as it is. */
export function written(text: string, fields: readonly FormulaField[]): string {
  const names = plainNames(fields);
  return text.replace(named, (whole, name?: string) => {
    const field = name === undefined ? undefined : names.get(name);
    return field ? `{${field.path}}` : whole;
  });
}
