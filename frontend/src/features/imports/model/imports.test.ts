import { describe, expect, it } from "vitest";
import { field } from "@/testing/sampleDesign";
import {
  fill,
  type ImportMapping,
  letGo,
  mapValue,
  openFields,
  setSource,
  sourcesOf,
  unfilled,
} from "./mapping";
import { levels, personFields } from "./people";
import { groupProblems, groupUnmatched, pace } from "./report";

const empty: ImportMapping = { columns: [] };

describe("a mapping", () => {
  it("lets one column fill several fields, and fills each field once", () => {
    let mapping = fill(empty, "deal_stage", "stage");
    mapping = fill(mapping, "deal_stage", "outcome");
    expect(sourcesOf(mapping, "deal_stage").map((source) => source.field)).toEqual(["stage", "outcome"]);
    mapping = fill(mapping, "status", "stage");
    expect(mapping.columns.map((source) => [source.column, source.field])).toEqual([
      ["deal_stage", "outcome"],
      ["status", "stage"],
    ]);
  });

  it("lets several columns fill a field that they share, in the order they were given", () => {
    const fields = personFields((key) => key);
    expect(fields.filter((one) => one.required).map((one) => one.key)).toEqual(["name"]);
    let mapping = fill(empty, "office", "department", undefined, levels);
    mapping = fill(mapping, "team", "department", undefined, levels);
    expect(mapping.columns.map((source) => source.column)).toEqual(["office", "team"]);
    expect(letGo(mapping, "office", "department").columns.map((source) => source.column)).toEqual(["team"]);
  });

  it("exchanges a field in its place and forgets what belonged to the old one", () => {
    const mapping = mapValue(fill(empty, "product", "name"), "product", "name", "GTXPro", "GTX Pro");
    expect(fill(mapping, "product", "product", "name").columns).toEqual([
      { column: "product", field: "product" },
    ]);
    expect(letGo(mapping, "product", "name").columns).toEqual([]);
  });

  it("reads one text as another, as empty, or as itself again", () => {
    const mapping = fill(empty, "product", "product");
    const read = (to: string | null | undefined) =>
      mapValue(mapping, "product", "product", "GTXPro", to).columns[0]?.values;
    expect([read("GTX Pro"), read(null), read(undefined)]).toEqual([
      { GTXPro: "GTX Pro" },
      { GTXPro: null },
      {},
    ]);
  });

  it("keeps settings with the source they belong to", () => {
    const mapping = fill(fill(empty, "agent", "owner"), "agent", "team");
    expect(setSource(mapping, "agent", "team", { take: "department" }).columns).toEqual([
      { column: "agent", field: "owner" },
      { column: "agent", field: "team", take: "department" },
    ]);
  });

  it("names required fields that nothing fills and that have no default", () => {
    const stage = field("stage", { required: true, default: "s1" });
    const fields = [field("name", { required: true }), stage, field("note")];
    expect(unfilled(empty, fields).map((one) => one.key)).toEqual(["name"]);
    expect(unfilled({ columns: [], constants: { name: "x" } }, fields)).toEqual([]);
  });
});

describe("fields to fill", () => {
  it("are those that the server names, also where the entity does not describe them", () => {
    const fields = openFields(["manager", "name"], [field("name", { name: "Name" }), field("secret")]);
    expect(fields.map((one) => [one.key, one.name])).toEqual([
      ["name", "Name"],
      ["manager", "manager"],
    ]);
  });
});

describe("the report of a check", () => {
  it("groups problems by column and kind, the largest first", () => {
    const problem = (row: number, column: string, code: string) => ({
      row,
      column,
      field: column,
      code,
      path: [],
      params: {},
      value: "x",
      message: code,
    });
    const groups = groupProblems([problem(2, "a", "one"), problem(3, "b", "two"), problem(4, "b", "two")]);
    expect(groups.map((group) => [group.column, group.count])).toEqual([
      ["b", 2],
      ["a", 1],
    ]);
  });

  it("adds up the rows behind unmatched values", () => {
    const value = (text: string, count: number) => ({
      column: "product",
      field: "product",
      kind: "link",
      value: text,
      count,
      // biome-ignore lint/suspicious/noThenProperty: the API's word for what happens to such a name.
      then: "refuse" as const,
      nearest: [],
    });
    const [group] = groupUnmatched([value("GTX", 5), value("GTXPro", 1480)]);
    expect(group).toMatchObject({ rows: 1485, column: "product" });
    expect(group?.values[0]?.value).toBe("GTXPro");
  });
});

describe("the pace of an import", () => {
  it("is told in rows a second and seconds left once there is something to go by", () => {
    const now = new Date("2026-11-22T00:00:10Z");
    expect(pace(2000, 8800, "2026-11-22T00:00:00Z", now)).toEqual({ rate: 200, left: 34 });
    expect(pace(0, 8800, "2026-11-22T00:00:00Z", now)).toBeNull();
    expect(pace(10, 20, null, now)).toBeNull();
  });
});
