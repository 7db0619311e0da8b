/** The proposal for a table as its author corrects it: a value that every choice turns into a new one. */
import type { ColumnFacts, DateOrder, EntityChosen, FieldPart, FieldType, Proposal } from "../api";

export type ColumnPlan = {
  readonly facts: ColumnFacts;
  readonly field: FieldPart;
  readonly included: boolean;
  readonly dates: DateOrder | null;
};

export type TablePlan = {
  readonly key: string;
  readonly name: string;
  /** Keys of fields; a plan keeps what it is told even while that does not fit. */
  readonly title: string;
  readonly kanban: string | null;
  readonly columns: readonly ColumnPlan[];
  /** Columns that hold nothing: they cannot be told what they would be. */
  readonly empty: readonly string[];
};

/** What keeps a plan from being built; `key` is that of the field, if it is about one. */
export type Obstacle = {
  readonly kind: "name" | "nothing" | "title" | "unnamed" | "dates";
  readonly key?: string;
};

const titles: ReadonlySet<FieldType> = new Set([
  "text",
  "integer",
  "decimal",
  "money",
  "percent",
  "date",
  "moment",
  "phone",
  "email",
  "url",
]);

export function planOf({ entity, sources, columns }: Proposal): TablePlan {
  const dates = new Map(sources.map((source) => [source.field, source.dates ?? null]));
  const facts = new Map(columns.flatMap((one) => (one.field ? [[one.field, one] as const] : [])));
  return {
    key: entity.key,
    name: entity.name,
    title: entity.title,
    kanban: entity.kanban,
    columns: entity.fields.flatMap((field) => {
      const own = facts.get(field.key);
      return own ? [{ facts: own, field, included: true, dates: dates.get(field.key) ?? null }] : [];
    }),
    empty: columns.filter((one) => one.field === null).map((one) => one.column),
  };
}

const change = (plan: TablePlan, key: string, to: (column: ColumnPlan) => ColumnPlan): TablePlan => ({
  ...plan,
  columns: plan.columns.map((one) => (one.field.key === key ? to(one) : one)),
});

export const setField = (
  plan: TablePlan,
  key: string,
  members: Partial<Pick<FieldPart, "name" | "required" | "unique">>,
): TablePlan => change(plan, key, (one) => ({ ...one, field: { ...one.field, ...members } }));

export const setDates = (plan: TablePlan, key: string, dates: DateOrder | null): TablePlan =>
  change(plan, key, (one) => ({ ...one, dates }));

export const include = (plan: TablePlan, key: string, included: boolean): TablePlan =>
  change(plan, key, (one) => ({ ...one, included }));

/** Another type brings its own options and places; what only the former one could be is let go. */
export const setType = (plan: TablePlan, key: string, type: FieldType): TablePlan =>
  change(plan, key, (one) => {
    const other = one.facts.alternatives.find((alternative) => alternative.type === type);
    const field = { ...one.field, type, options: other?.options ?? [], places: other?.places ?? null };
    return { ...one, field: { ...field, unique: field.unique && titles.has(type) } };
  });

export const mayBeTitle = (column: ColumnPlan): boolean => column.included && titles.has(column.field.type);

export const mayBeKanban = (column: ColumnPlan): boolean => column.included && column.field.type === "choice";

/** The type that is chosen, with its share and the cells that it would not take. */
export const chosenType = ({ facts, field }: ColumnPlan) =>
  facts.alternatives.find((one) => one.type === field.type);

export const isDated = ({ field }: ColumnPlan): boolean => field.type === "date" || field.type === "moment";

/** Whether day and month cannot be told apart, so that somebody must say. */
const isUnclear = (column: ColumnPlan): boolean =>
  isDated(column) && column.dates === null && ["unclear", "mixed"].includes(column.facts.dates ?? "unclear");

export function obstacles(plan: TablePlan): readonly Obstacle[] {
  const chosen = plan.columns.filter((one) => one.included);
  if (chosen.length === 0) return [{ kind: "nothing" }];
  const title = chosen.find((one) => one.field.key === plan.title);
  return [
    ...(plan.name.trim() === "" ? [{ kind: "name" } as const] : []),
    ...(title && mayBeTitle(title) ? [] : [{ kind: "title", key: plan.title } as const]),
    ...chosen
      .filter((one) => one.field.name.trim() === "")
      .map((one) => ({ kind: "unnamed", key: one.field.key }) as const),
    ...chosen.filter(isUnclear).map((one) => ({ kind: "dates", key: one.field.key }) as const),
  ];
}

/** As it is sent; a kanban over a column that was left out or became something else is let go. */
export function chosenOf(plan: TablePlan): EntityChosen {
  const chosen = plan.columns.filter((one) => one.included);
  const kanban = chosen.find((one) => one.field.key === plan.kanban);
  return {
    entity: {
      key: plan.key,
      name: plan.name.trim(),
      title: plan.title,
      fields: chosen.map(({ field }) => ({ ...field, name: field.name.trim() })),
      kanban: kanban && mayBeKanban(kanban) ? kanban.field.key : null,
    },
    sources: chosen.map((one) => ({
      column: one.facts.column,
      field: one.field.key,
      dates: isDated(one) ? one.dates : null,
    })),
  };
}
