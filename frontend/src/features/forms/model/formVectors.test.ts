/** The browser makes of a form what the engine makes of it: both run `tests/vectors/forms.json`. */
import { describe, expect, it } from "vitest";
import type { FieldDocument, FormDocument } from "@/api/documents";
import { fieldDocument } from "@/designing/fieldDocuments";
import { microsOf } from "@/lib/condition/values";
import { ianaZone } from "@/lib/formula/zone";
import { isEmpty, isList, isObject, type Json, type JsonObject } from "@/lib/json";
import vectors from "../../../../../tests/vectors/forms.json";
import { besideChanged, changesBetween, type Sources, unreadIn, withCopies } from "./copying";
import { fitted } from "./fitting";
import type { FormEnvironment } from "./formScene";
import { formModel, react } from "./react";
import { startValues } from "./start";
import { toWire, type Values } from "./wire";

type Case = {
  readonly name: string;
  readonly record?: JsonObject;
  readonly entered: JsonObject;
  readonly values: JsonObject;
  readonly missing: readonly string[];
};

const ids = vectors.ids as Readonly<Record<string, string>>;
const withIds = (value: Json): Json => {
  if (typeof value === "string") return ids[value] ?? value;
  if (isList(value)) return value.map(withIds);
  return isObject(value)
    ? Object.fromEntries(Object.entries(value).map(([key, one]) => [ids[key] ?? key, withIds(one)]))
    : value;
};
const read = vectors.sources as unknown as JsonObject;
const sources = {
  customer: { ...(withIds(read.ent_customer ?? null) as JsonObject), [ids.unseen ?? ""]: null },
  product: withIds(read.ent_product ?? null),
} as unknown as Sources;

const keys = new Map([
  ["ent_customer", "customer"],
  ["ent_product", "product"],
]);
const fields: readonly FieldDocument[] = vectors.order.map((spec) =>
  fieldDocument(spec as unknown as Parameters<typeof fieldDocument>[0], keys),
);
const form = {
  id: "frm_order",
  app: "app_shop",
  name: "Order",
  entity: "ent_order",
  ...vectors.form,
} as unknown as FormDocument;
const model = formModel(form, fields);
const environment: FormEnvironment = {
  clock: { now: microsOf(vectors.now), zone: ianaZone("UTC") },
  reader: { me: "p1", departments: [], subordinates: [] },
};

const links = ["customer", "product"];
const onlyLinks = (values: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(values).filter(([key]) => links.includes(key)));
const rowsIn = (values: Values): readonly JsonObject[] => {
  const rows = values.lines ?? null;
  return isList(rows) ? rows.filter(isObject) : [];
};

/** Somebody adds the rows, then chooses the links, then types the rest. */
function filled(start: Values, entered: JsonObject): Values {
  const rows = rowsIn(entered);
  const begun = rows.length > 0 ? { ...start, lines: rows.map(() => ({})) } : start;
  const chosen = {
    ...begun,
    ...onlyLinks(entered),
    ...(rows.length > 0 ? { lines: rows.map(onlyLinks) } : {}),
  };
  const copied = withCopies(chosen, changesBetween(model.copies, begun, chosen), sources);
  const { lines: _lines, ...rest } = entered;
  const typed = rowsIn(copied).map((row, at) => ({ ...row, ...rows[at] }));
  return { ...copied, ...rest, ...(rows.length > 0 ? { lines: typed } : {}) };
}

/** A value as it is stored; cells of rows that nobody asked about are left out. */
function stored(field: FieldDocument, value: Json, wanted: Json): Json {
  const shown = isObject(value) && "error" in value ? null : value;
  if (!isList(shown) || !isList(wanted)) return toWire(field, fitted(field, shown) ?? shown);
  return shown.filter(isObject).map((row, at) => {
    const asked = Object.keys(wanted[at] as JsonObject);
    const cell = (key: string): Json => {
      const column = field.fields?.find((one) => one.key === key);
      const held = row[key] ?? null;
      return column ? stored(column, held, null) : held;
    };
    return Object.fromEntries(asked.map((key) => [key, cell(key)]));
  });
}

describe("a form in the browser", () => {
  for (const one of vectors.cases as unknown as readonly Case[]) {
    it(one.name, () => {
      const before = withIds(one.record ?? {}) as JsonObject;
      const start = one.record ? before : startValues(form, fields, environment);
      const typed = filled(start, withIds(one.entered) as JsonObject);
      const state = react(model, typed, environment, sources);
      for (const [key, wanted] of Object.entries(withIds(one.values) as JsonObject)) {
        const field = fields.find((some) => some.key === key) as FieldDocument;
        const sent = state.fields.get(field.id)?.visible ? state.values[key] : before[key];
        expect(stored(field, sent ?? null, wanted), key).toEqual(wanted);
      }
      const missing = fields.filter(({ id, key }) => {
        const now = state.fields.get(id);
        return now?.visible && now.required && !now.readonly && isEmpty(state.values[key] ?? null);
      });
      expect(missing.map(({ key }) => key)).toEqual(one.missing);
    });
  }
});

describe("what is typed while the linked record is read", () => {
  const before: Values = { customer: null, phone: "" };
  const chosen: Values = { customer: { id: ids.acme ?? "", title: "Acme" }, phone: "" };
  const changes = changesBetween(model.copies, before, chosen);

  it("stays", () => {
    expect(withCopies({ ...chosen, phone: "mine" }, changes, sources).phone).toBe("mine");
    expect(withCopies(chosen, changes, sources).phone).toBe("021-555-0100");
  });

  it("nothing comes from a link that was chosen otherwise since", () => {
    const other = { ...chosen, customer: ids.bare ?? "" };
    expect(withCopies(other, changes, sources)).toEqual(other);
  });

  it("what the form has decided about is sent with its link, even where it holds what it held", () => {
    expect(besideChanged(model.copies, before, chosen)).toEqual(new Set(["phone", "address"]));
    expect(besideChanged(model.copies, chosen, chosen).size).toBe(0);
  });

  it("what may not be read is told where it would have stood", () => {
    expect(unreadIn(model.copies, { customer: ids.unseen ?? "" }, sources)).toEqual(
      new Set(["phone", "address", "level"]),
    );
    const masked: Sources = { customer: { [ids.acme ?? ""]: { address: "x", level: null } } };
    expect(unreadIn(model.copies, { customer: ids.acme ?? "" }, masked)).toEqual(new Set(["phone"]));
  });
});
