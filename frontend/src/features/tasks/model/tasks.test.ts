import { describe, expect, it } from "vitest";
import { field } from "@/testing/sampleDesign";
import type { TaskRow } from "../api";
import { askOf, goesAtOnce, sortedOffers, verbOf } from "./actions";
import { missingFields, taskFields } from "./rights";
import { emptyList, groupByFlow, keepKnown, moveCursor, sortForBatch, tick } from "./selection";
import { shownFacts } from "./shownFacts";
import { targetHours, urgencyOf } from "./waiting";

const both: TaskRow["actions"] = [{ name: "approve" }, { name: "reject", comment: true }];

const task = (id: string, flow: string, actions = both): TaskRow => ({
  id,
  run: `run-${id}`,
  flow: { id: flow, name: flow },
  node: { id: "n", name: "N" },
  entity: "contract",
  record: { id: `record-${id}`, title: id },
  what: "approve",
  opened_at: "2026-11-20T00:00:00Z",
  due_at: null,
  closed_at: null,
  outcome: null,
  status: "running",
  overdue: false,
  initiator: null,
  behalf: null,
  waiting_for: [],
  fields: [],
  actions,
});

describe("actions of a task", () => {
  it("approve at once, while a rejection asks for its reason", () => {
    expect(goesAtOnce({ name: "approve" })).toBe(true);
    expect(goesAtOnce({ name: "reject", comment: true })).toBe(false);
    expect(goesAtOnce({ name: "reject" })).toBe(true);
    expect(askOf({ name: "send_back", comment: true })).toEqual({
      comment: "required",
      people: "none",
      place: true,
    });
  });

  it("name the people whom they need", () => {
    expect(askOf({ name: "transfer" }).people).toBe("one");
    expect(askOf({ name: "add_before" }).people).toBe("many");
  });

  it("are sent to the addresses of the contract", () => {
    expect([verbOf("send_back"), verbOf("add_beside"), verbOf("draft")]).toEqual([
      "return",
      "add_signer",
      "save",
    ]);
  });

  it("stand in one order, whatever the server's", () => {
    expect(
      sortedOffers([{ name: "comment" }, { name: "reject" }, { name: "approve" }]).map((one) => one.name),
    ).toEqual(["approve", "reject", "comment"]);
  });
});

describe("the to-do list", () => {
  it("moves its cursor with the keys and stops at the ends", () => {
    const ids = ["a", "b"];
    const first = moveCursor(emptyList, ids, 1);
    expect(first.cursor).toBe("a");
    expect(moveCursor(moveCursor(first, ids, 1), ids, 1).cursor).toBe("b");
    expect(moveCursor(first, ids, -1).cursor).toBe("a");
  });

  it("forgets ticks of what was decided and keeps the cursor's place", () => {
    const state = tick(tick(emptyList, "a"), "b");
    expect(keepKnown(state, ["a", "c"], ["a", "b", "c"])).toEqual({ cursor: "c", ticked: new Set(["a"]) });
  });

  it("is grouped by type in order of appearance", () => {
    const groups = groupByFlow([task("1", "contract"), task("2", "quote"), task("3", "contract")]);
    expect(groups.map((group) => [group.key, group.tasks.length])).toEqual([
      ["contract", 2],
      ["quote", 1],
    ]);
  });

  it("pulls out of a batch what needs more than a batch can say", () => {
    const plain = task("1", "contract");
    const signed = task("2", "contract", [{ name: "approve", signature: true }]);
    const worded = task("3", "contract", [{ name: "approve", comment: true }]);
    expect(sortForBatch([plain, signed, worded], "approve", false)).toEqual({
      ready: [plain],
      apart: [signed, worded],
    });
    expect(sortForBatch([plain, signed, worded], "approve", true).ready).toEqual([plain, worded]);
  });
});

describe("waiting", () => {
  it("is measured against the target that the due moment sets", () => {
    expect(targetHours("2026-11-20T00:00:00Z", "2026-11-20T08:00:00Z")).toBe(8);
    expect(targetHours("2026-11-20T00:00:00Z", null)).toBeNull();
  });

  it("turns urgent in its last quarter and late afterwards", () => {
    const urgency = (now: string) => urgencyOf("2026-11-20T00:00:00Z", "2026-11-20T08:00:00Z", new Date(now));
    expect(urgency("2026-11-20T05:00:00Z")).toBe("calm");
    expect(urgency("2026-11-20T06:30:00Z")).toBe("soon");
    expect(urgency("2026-11-20T08:30:00Z")).toBe("late");
  });
});

describe("field rights of a task", () => {
  const fields = taskFields([field("cost"), field("amount"), field("note")], {
    cost: "hidden",
    note: "required",
  });

  it("leave hidden fields out and let the rest be read", () => {
    expect(fields.map(({ field: { key }, right }) => [key, right])).toEqual([
      ["amount", "read"],
      ["note", "required"],
    ]);
  });

  it("name the required fields that are still empty", () => {
    expect(missingFields(fields, { note: null }, {})).toEqual(["note"]);
    expect(missingFields(fields, { note: null }, { note: "seen" })).toEqual([]);
    expect(missingFields(fields, { note: "old" }, { note: null })).toEqual(["note"]);
  });
});

it("a line about a task tells the first facts that have a value", () => {
  const facts = ["¥600,000.00", "", "Far Hills"].map((text, at) => ({ key: `k${at}`, name: `n${at}`, text }));
  expect(shownFacts({ fields: facts }, 2).map((fact) => fact.text)).toEqual(["¥600,000.00", "Far Hills"]);
});
