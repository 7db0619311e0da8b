import { describe, expect, it } from "vitest";
import type { ColumnFacts, Proposal } from "../api";
import { chosenOf, include, obstacles, planOf, setDates, setField, setType } from "./plan";

const facts = (column: string, field: string | null, more: Partial<ColumnFacts> = {}): ColumnFacts => ({
  column,
  field,
  type: "text",
  share: "1.0000",
  filled: 3,
  empty: 0,
  distinct: 3,
  may_require: true,
  may_unique: true,
  dates: null,
  samples: [],
  alternatives: [],
  ...more,
});

const alternative = (type: ColumnFacts["type"], share = "1.0000", more: object = {}) => ({
  type,
  share,
  bad: [],
  options: [],
  places: null,
  ...more,
});

const part = (key: string, type: ColumnFacts["type"], more: object = {}) => ({
  key,
  name: key,
  type,
  required: false,
  unique: false,
  help: "",
  options: [],
  entity: null,
  many: false,
  places: null,
  ...more,
});

const proposal: Proposal = {
  entity: {
    key: "customer",
    name: "客户",
    title: "name",
    kanban: "state",
    fields: [
      part("name", "text", { required: true }),
      part("state", "choice", { options: ["新建", "成交"] }),
      part("day", "date", { unique: true }),
    ],
  },
  sources: [
    { column: "名称", field: "name", dates: null },
    { column: "状态", field: "state", dates: null },
    { column: "日期", field: "day", dates: null },
  ],
  columns: [
    facts("名称", "name", { alternatives: [alternative("text"), alternative("choice")] }),
    facts("状态", "state", {
      alternatives: [alternative("choice", "1.0000", { options: ["新建", "成交"] }), alternative("text")],
    }),
    facts("空", null),
    facts("日期", "day", {
      dates: "unclear",
      alternatives: [
        alternative("date", "0.6667", { bad: [{ row: 3, value: "待定" }] }),
        alternative("decimal", "0.5000", { places: 3 }),
        alternative("text"),
      ],
    }),
  ],
  rows: 3,
  looked_at: 3,
};

const plan = planOf(proposal);
const kinds = (of: typeof plan) => obstacles(of).map((one) => one.kind);

describe("a proposal that is corrected", () => {
  it("begins as it was proposed, empty columns aside", () => {
    expect(plan.columns.map((one) => one.facts.column)).toEqual(["名称", "状态", "日期"]);
    expect(plan.empty).toEqual(["空"]);
    expect(chosenOf(setDates(plan, "day", "ymd"))).toEqual({
      entity: proposal.entity,
      sources: [...proposal.sources.slice(0, 2), { column: "日期", field: "day", dates: "ymd" }],
    });
  });

  it("asks for the order of dates that could be read in two ways", () => {
    expect(kinds(plan)).toEqual(["dates"]);
    expect(kinds(setDates(plan, "day", "dmy"))).toEqual([]);
    expect(kinds(include(plan, "day", false))).toEqual([]);
    expect(kinds(setType(plan, "day", "text"))).toEqual([]);
  });

  it("takes options and places with another type and gives up what that cannot be", () => {
    const asDecimal = setType(plan, "day", "decimal").columns[2]?.field;
    expect([asDecimal?.places, asDecimal?.unique]).toEqual([3, true]);
    const asChoice = setType(setField(plan, "name", { unique: true }), "name", "choice").columns[0]?.field;
    expect(asChoice?.unique).toBe(false);
    const asText = setType(plan, "state", "text");
    expect(asText.columns[1]?.field.options).toEqual([]);
    expect(chosenOf(asText).entity.kanban).toBeNull();
  });

  it("needs a title among what stays", () => {
    expect(kinds(include(plan, "name", false))).toContain("title");
    expect(kinds(setType(plan, "name", "choice"))).toContain("title");
    expect(kinds({ ...include(plan, "name", false), title: "day" })).toEqual(["dates"]);
    const nothing = plan.columns.reduce((left, one) => include(left, one.field.key, false), plan);
    expect(kinds(nothing)).toEqual(["nothing"]);
  });

  it("needs names, which are sent without the blanks around them", () => {
    expect(kinds({ ...plan, name: " " })).toContain("name");
    expect(kinds(setField(plan, "state", { name: "  " }))).toContain("unnamed");
    expect(chosenOf(setField(plan, "state", { name: " 阶段 " })).entity.fields[1]?.name).toBe("阶段");
  });

  it("leaves out what was skipped, with its source and its kanban", () => {
    const { entity, sources } = chosenOf(include(plan, "state", false));
    expect(entity.fields.map((one) => one.key)).toEqual(["name", "day"]);
    expect(sources.map((one) => one.field)).toEqual(["name", "day"]);
    expect(entity.kanban).toBeNull();
  });
});
