/** What a field's values are to a condition. */

export type Kind = "text" | "number" | "date" | "moment" | "boolean" | "list" | "record" | "rows" | "none";

export type KindFacts = {
  readonly type: string;
  readonly many?: boolean;
  readonly result?: "text" | "number" | "date" | "moment" | "boolean";
};

const fixed: Readonly<Record<string, Kind>> = {
  text: "text",
  long_text: "text",
  choice: "text",
  phone: "text",
  email: "text",
  url: "text",
  auto_number: "text",
  integer: "number",
  decimal: "number",
  money: "number",
  percent: "number",
  date: "date",
  moment: "moment",
  boolean: "boolean",
  multi_choice: "list",
  file: "list",
  photo: "list",
  sub_table: "rows",
  location: "none",
};

export function kindOf(field: KindFacts): Kind {
  if (field.result) return field.result;
  if (field.type === "person" || field.type === "department") return field.many ? "list" : "text";
  if (field.type === "link") return field.many ? "rows" : "record";
  return fixed[field.type] ?? "none";
}
