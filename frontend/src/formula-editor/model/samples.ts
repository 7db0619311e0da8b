/** What a formula gives for records that are there, computed in the browser from what the author may see. */
import type { RecordValues } from "@/api/records";
import type { Checked } from "@/lib/formula/check";
import { evaluate } from "@/lib/formula/evaluate";
import type { Kind } from "@/lib/formula/types";
import { type Clock, FormulaError, type Value } from "@/lib/formula/values";
import { fromWire, toWire } from "@/lib/formula/wire";
import { isList, isObject, type Json } from "@/lib/json";
import { type FormulaScope, fieldAt } from "./fields";

export type Outcome =
  | { readonly restricted: true }
  /** A value of the wire, or `{error}` as computed cells hold it. */
  | { readonly restricted: false; readonly value: Json };

const bare = (value: Json): Json => (isObject(value) && typeof value.id === "string" ? value.id : value);

/** Links answer ids or objects with titles; both count as the id. */
function given(value: Json, kind: Kind): Value | FormulaError {
  if (isObject(value) && typeof value.error === "string") return new FormulaError("value");
  return fromWire(isList(value) ? value.map(bare) : bare(value), kind);
}

function inputOf(path: string, scope: FormulaScope, record: RecordValues): Value | FormulaError {
  const field = fieldAt(scope, path.split("."));
  if (!field) return new FormulaError("missing");
  const [head = "", ...rest] = field.keys.split(".");
  const table = (record[head] ?? null) as Json;
  const answered = field.keys in record ? (record[field.keys] as Json) : null;
  if (rest.length !== 1 || !isList(table) || field.keys in record) return given(answered, field.kind);
  const column = rest[0] ?? "";
  return fromWire(
    table.map((row) => (isObject(row) ? bare(row[column] ?? null) : null)),
    field.kind,
  );
}

export function outcome(checked: Checked, scope: FormulaScope, record: RecordValues, clock: Clock): Outcome {
  const paths = [...checked.inputs];
  const hidden = new Set(record.restricted ?? []);
  const heads = paths.flatMap((path) => fieldAt(scope, path.split("."))?.keys.split(".").slice(0, 1) ?? []);
  if (heads.some((key) => hidden.has(key))) return { restricted: true };
  const inputs = new Map(paths.map((path) => [path, inputOf(path, scope, record)]));
  const result = evaluate(checked, inputs, clock);
  const value = result instanceof FormulaError ? { error: result.code } : toWire(result);
  return { restricted: false, value };
}

/** Dotted keys that the records must be asked for beside their own fields. */
export const keysBeyond = (checked: Checked, scope: FormulaScope): readonly string[] =>
  [...checked.inputs]
    .flatMap((path) => {
      const ids = path.split(".");
      const first = fieldAt(scope, ids.slice(0, 1));
      const field = fieldAt(scope, ids);
      return ids.length > 1 && first?.type === "link" && field ? [field.keys] : [];
    })
    .sort();
