/** Which fields a view names, whatever its type: all of them, and those that stand on a card or in a column. */
import type { LayoutDocument, SortDocument, ViewDocument } from "@/api/documents";
import { testsOf } from "@/lib/condition/condition";

/** In the order in which they are read. */
export const shownPaths = (layout: LayoutDocument): readonly string[] =>
  layout.type === "grid" ? layout.columns.map((column) => column.field) : (layout.card ?? []);

/** Members of layouts that name one field. */
export const rolesOf = {
  grid: ["group", "color"],
  kanban: ["by", "total"],
  calendar: ["start", "end", "color"],
  gallery: ["cover", "color"],
  gantt: ["start", "end", "after", "color"],
} as const satisfies Record<LayoutDocument["type"], readonly string[]>;

export function rolePath(layout: LayoutDocument, role: string): string | undefined {
  const found = (layout as Readonly<Record<string, unknown>>)[role];
  return typeof found === "string" && found !== "" ? found : undefined;
}

export const pathsOf = ({ layout, filter, sort = [] }: ViewDocument): readonly string[] => [
  ...shownPaths(layout),
  ...rolesOf[layout.type].flatMap((role) => rolePath(layout, role) ?? []),
  ...(filter ? testsOf(filter).map((test) => test.field) : []),
  ...sort.map((one) => one.field),
];

/** As the view says; what lies on days is read by day where it says nothing. */
export function orderOf({ layout, sort = [] }: ViewDocument): readonly SortDocument[] {
  const start = rolePath(layout, "start");
  return sort.length > 0 || !start ? sort : [{ field: start }];
}
