import { describe, expect, it } from "vitest";
import type { RunDocument, Visit } from "../api";
import { runTrace, staysOf } from "./drawn";

const at = (second: number) => `2026-11-22T00:00:0${second}Z`;
const person = (name: string) => ({ id: name, name });

const visit = (id: number, node: string, status: Visit["status"], left: string | null): Visit => ({
  id,
  node: { id: node, name: node, type: "approval" },
  status,
  entered_at: at(0),
  left_at: left,
  port: status === "done" ? { id: "approved", name: "approved" } : null,
  people: status === "open" ? [person("Zhou")] : [],
});

const run: RunDocument = {
  id: "r",
  flow: { id: "f", name: "F" },
  version: 3,
  entity: "contract",
  record: null,
  status: "running",
  outcome: null,
  initiator: null,
  started_at: at(0),
  ended_at: null,
  graph: {
    start: "boss",
    nodes: ["boss", "law", "after"].map((id) => ({ id, name: id, type: "approval" })),
    edges: [
      { source: "boss", port: "approved", target: "law" },
      { source: "law", port: "approved", target: "after" },
    ],
  },
  visits: [visit(1, "boss", "halted", at(1)), visit(2, "boss", "done", at(3)), visit(3, "law", "open", null)],
  log: [{ number: 1, at: at(1), act: "approve", node: { id: "boss", name: "boss" }, by: person("Lin") }],
  events: [],
  failures: [],
};

describe("the drawing of a run", () => {
  it("says who decided or holds a step now, and how long its stays took together", () => {
    const stays = staysOf(run);
    const told = [...stays].map(([id, stay]) => [
      id,
      stay.people.join(),
      stay.milliseconds,
      stay.lines.length,
    ]);
    expect(told).toEqual([
      ["boss", "Lin", 4000, 2],
      ["law", "Zhou", null, 1],
    ]);
  });

  it("marks where it stands; what it has not come to yet has no mark until it is over", () => {
    const { marks, taken } = runTrace(run);
    expect([...marks].map(([id, mark]) => `${id} ${mark.state}`)).toEqual(["boss done", "law current"]);
    expect([...taken]).toEqual(["boss:approved"]);
    expect(runTrace({ ...run, status: "finished" }).marks.get("after")?.state).toBe("skipped");
  });
});
