/** A small entity and form for tests, as the platform describes them. */
import type { AppDocument, EntityDocument, FieldDocument, FormDocument } from "@/api/documents";

const numbers = ["is", "gt", "gte", "lt", "lte", "between", "in", "is_empty", "is_not_empty"];
const choices = ["is", "is_not", "in", "is_empty", "is_not_empty"];

export const field = (id: string, rest: Partial<FieldDocument> = {}): FieldDocument => ({
  id,
  key: id,
  name: id,
  type: "text",
  widget: "text-input",
  cell: "text",
  operators: ["is", "contains", "is_empty", "is_not_empty"],
  access: "write",
  ...rest,
});

export const money = (id: string, rest: Partial<FieldDocument> = {}): FieldDocument =>
  field(id, { type: "money", widget: "money-input", cell: "money", operators: numbers, places: 2, ...rest });

export const choice = (
  id: string,
  options: readonly string[],
  rest: Partial<FieldDocument> = {},
): FieldDocument =>
  field(id, {
    type: "choice",
    widget: "choice-select",
    cell: "choice",
    operators: choices,
    options: options.map((option) => ({ id: option, name: option.toUpperCase() })),
    ...rest,
  });

export const formula = (id: string, expression: string, rest: Partial<FieldDocument> = {}): FieldDocument =>
  field(id, {
    type: "formula",
    widget: "computed",
    cell: "computed",
    operators: numbers,
    access: "read",
    computed: true,
    result: "number",
    places: 2,
    expression,
    ...rest,
  });

export const deal: EntityDocument = {
  id: "ent_deal",
  key: "deal",
  app: "app_sales",
  icon: "",
  name: "Deal",
  title: "name",
  fields: [
    field("name", { required: true }),
    choice("stage", ["first", "second", "third"]),
    choice("outcome", ["open", "won", "lost"], { default: "open" }),
    field("reason"),
    money("amount"),
    money("discount"),
    formula("net", "{amount} - {discount}"),
    field("customer", {
      type: "link",
      widget: "link-picker",
      cell: "link",
      operators: ["is", "is_empty"],
      entity_key: "customer",
    }),
    field("lines", {
      type: "sub_table",
      widget: "sub-table",
      cell: "rows",
      operators: ["is_empty"],
      fields: [money("price"), money("count"), formula("sum", "{price} * {count}")],
    }),
    formula("total", "SUM({lines.sum})"),
  ],
  gates: [
    {
      id: "pipeline",
      field: "stage",
      back: false,
      stages: [
        {
          option: "first",
          limit_hours: null,
          evidence: [
            {
              id: "why",
              name: "Reason written",
              kind: "filled",
              field: "reason",
              entity: null,
              through: null,
            },
          ],
        },
        {
          option: "second",
          limit_hours: null,
          evidence: [
            {
              id: "quoted",
              name: "One Quote sent",
              kind: "records",
              field: null,
              entity: "quote",
              through: "deal",
            },
          ],
        },
        { option: "third", limit_hours: null, evidence: [] },
      ],
    },
  ],
  actions: ["create", "update", "delete"],
  forms: [],
  views: [],
  prints: [],
  related: [{ entity: "quote", field: "deal", name: "Quote" }],
};

export const dealForm: FormDocument = {
  id: "frm_deal",
  app: "app_sales",
  name: "Deal",
  entity: "ent_deal",
  sections: [
    { id: "a", fields: ["name", "outcome", "reason", "amount"].map((id) => ({ field: id })) },
    { id: "b", fields: [{ field: "discount" }, { field: "net" }, { field: "lines" }, { field: "total" }] },
  ],
  rules: [
    {
      id: "lost",
      name: "Lost needs a reason",
      when: { field: "outcome", op: "is", value: "lost" },
      // biome-ignore lint/suspicious/noThenProperty: the format's own word; nobody awaits a rule
      then: [
        { do: "show", fields: ["reason"] },
        { do: "require", fields: ["reason"] },
      ],
    },
    {
      id: "large",
      name: "Large",
      when: { field: "amount", op: "gt", value: "1000" },
      // biome-ignore lint/suspicious/noThenProperty: the format's own word; nobody awaits a rule
      then: [
        { do: "set", fields: ["discount"], expression: "{amount} * 0.1" },
        { do: "message", fields: ["amount"], text: "large" },
        { do: "readonly", fields: ["discount"] },
      ],
    },
  ],
};

/** One app with a board and a list. */
export const salesApp: AppDocument = {
  id: "app_sales",
  key: "sales",
  name: "Sales",
  icon: "",
  color: "",
  description: "",
  menu: [
    {
      id: "g",
      name: "Deals",
      items: [
        { id: "board", name: "Board", icon: "", opens: "dsh_x", kind: "dashboard" },
        { id: "list", name: "All deals", icon: "", opens: "viw_x", kind: "view", entity: "deal" },
      ],
    },
  ],
};
