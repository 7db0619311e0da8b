import { describe, expect, it } from "vitest";
import { entityOf, type FieldSpec } from "@/designing/fields/documents";
import {
  addColumn,
  columnsOf,
  moveColumn,
  removeColumn,
  renameColumn,
  toggleTotal,
  totalsOf,
} from "./columns";
import type { Desk } from "./deeds";
import { formOf } from "./documents";
import { reduceForm } from "./reduce";

const column = (id: string): FieldSpec => ({ id, key: id, name: id.toUpperCase(), type: "decimal" });
const table = {
  id: "lines",
  key: "lines",
  name: "Lines",
  type: "sub_table",
  fields: [column("a"), column("b")],
};
const workbench = {
  ent_x: {
    format: 1,
    kind: "entity",
    id: "ent_x",
    app: "app_x",
    name: "X",
    key: "x",
    title: "a",
    fields: [table],
  },
  frm_x: { format: 1, kind: "form", id: "frm_x", app: "app_x", name: "X", entity: "ent_x", sections: [] },
};

/** The table after some deeds, each on what the one before left. */
function tableAfter(...deeds: readonly ((desk: Desk) => ReturnType<typeof moveColumn>)[]): FieldSpec {
  let now: Parameters<typeof reduceForm>[0] = workbench as never;
  for (const deed of deeds) {
    const desk = { form: formOf(now, "frm_x"), entity: entityOf(now, "ent_x") } as Desk;
    const command = deed(desk);
    if (!command) continue;
    const outcome = reduceForm(now, command);
    if ("refused" in outcome) throw new Error(outcome.refused.key);
    now = outcome.workbench;
  }
  return entityOf(now, "ent_x")?.fields[0] as FieldSpec;
}
const ids = (found: FieldSpec) => columnsOf(found).map((one) => one.id);

describe("columns of a sub-table", () => {
  it("are added, named, moved and removed", () => {
    expect(ids(tableAfter((desk) => addColumn(desk, "lines", column("c"))))).toEqual(["a", "b", "c"]);
    expect(ids(tableAfter((desk) => moveColumn(desk, "lines", "b", -1)))).toEqual(["b", "a"]);
    expect(ids(tableAfter((desk) => moveColumn(desk, "lines", "b", 1)))).toEqual(["a", "b"]);
    expect(columnsOf(tableAfter((desk) => renameColumn(desk, "lines", "a", " Price ")))[0]?.name).toBe(
      "Price",
    );
    expect(columnsOf(tableAfter((desk) => renameColumn(desk, "lines", "a", " ")))[0]?.name).toBe("A");
  });

  it("keep at least one", () => {
    const left = tableAfter(
      (desk) => removeColumn(desk, "lines", "a"),
      (desk) => removeColumn(desk, "lines", "b"),
    );
    expect(ids(left)).toEqual(["b"]);
  });

  it("have totals in the order of the columns, which go with them", () => {
    const both = [
      (desk: Desk) => toggleTotal(desk, "lines", "b"),
      (desk: Desk) => toggleTotal(desk, "lines", "a"),
    ];
    expect(totalsOf(tableAfter(...both))).toEqual(["a", "b"]);
    expect(totalsOf(tableAfter(...both, (desk) => removeColumn(desk, "lines", "a")))).toEqual(["b"]);
    const none = tableAfter(...both, ...both);
    expect("totals" in none).toBe(false);
  });
});
