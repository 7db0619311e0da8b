/** What is done to the columns of a sub-table: each a step of its own. */
import { type FieldSpec, fieldOf } from "@/designing/fields/documents";
import { insertBefore, moveBefore, replaceById, stepTarget } from "@/designing/model/lists";
import { isList, isObject, type Json } from "@/lib/json";
import type { CommandOf } from "./commands";
import type { Desk } from "./deeds";

const specsIn = (value: Json | undefined): readonly FieldSpec[] =>
  isList(value) ? (value.filter(isObject) as unknown as readonly FieldSpec[]) : [];

export const columnsOf = (table: FieldSpec | undefined): readonly FieldSpec[] => specsIn(table?.fields);

/** Ids of the columns that are summed below the rows. */
export const totalsOf = (table: FieldSpec): readonly string[] =>
  isList(table.totals) ? table.totals.filter((one): one is string => typeof one === "string") : [];

type Step = CommandOf<"field.set"> | undefined;

function step({ form, entity }: Desk, table: FieldSpec, members: Partial<FieldSpec>, key: string): Step {
  const say = { key: `step.${key}`, params: { name: table.name } };
  return { do: "field.set", form: form.id, entity: entity.id, field: table.id, members, say };
}

const tableOf = (desk: Desk, id: string): FieldSpec => {
  const table = fieldOf(desk.entity, id);
  if (!table) throw new Error(`no field ${id}`);
  return table;
};

export function addColumn(desk: Desk, id: string, column: FieldSpec, before: string | null = null): Step {
  const table = tableOf(desk, id);
  const fields = insertBefore(columnsOf(table), [column], before, (one) => one.id);
  return step(desk, table, { fields }, "addColumn");
}

export function renameColumn(desk: Desk, id: string, column: string, name: string): Step {
  const table = tableOf(desk, id);
  const found = columnsOf(table).find((one) => one.id === column);
  if (!found || name.trim() === "" || found.name === name.trim()) return undefined;
  const fields = replaceById(columnsOf(table), { ...found, name: name.trim() });
  return step(desk, table, { fields }, "renameColumn");
}

/** Undefined at the end of the row. */
export function moveColumn(desk: Desk, id: string, column: string, by: 1 | -1): Step {
  const table = tableOf(desk, id);
  const columns = columnsOf(table);
  const before = stepTarget(
    columns.map((one) => one.id),
    column,
    by,
  );
  if (before === undefined) return undefined;
  return step(desk, table, { fields: moveBefore(columns, column, before) }, "moveColumn");
}

/** The last column stays; a total goes with its column. */
export function removeColumn(desk: Desk, id: string, column: string): Step {
  const table = tableOf(desk, id);
  const columns = columnsOf(table);
  if (columns.length < 2) return undefined;
  const fields = columns.filter((one) => one.id !== column);
  return step(desk, table, { fields, ...totalsWithout(table, column) }, "removeColumn");
}

export function toggleTotal(desk: Desk, id: string, column: string): Step {
  const table = tableOf(desk, id);
  const on = totalsOf(table).includes(column);
  const wanted = new Set(on ? totalsOf(table).filter((one) => one !== column) : [...totalsOf(table), column]);
  const totals = columnsOf(table)
    .map((one) => one.id)
    .filter((one) => wanted.has(one));
  return step(
    desk,
    table,
    { totals: totals.length > 0 ? totals : undefined } as Partial<FieldSpec>,
    "totalColumn",
  );
}

function totalsWithout(table: FieldSpec, column: string): Partial<FieldSpec> {
  if (!totalsOf(table).includes(column)) return {};
  const totals = totalsOf(table).filter((one) => one !== column);
  return { totals: totals.length > 0 ? totals : undefined } as Partial<FieldSpec>;
}
