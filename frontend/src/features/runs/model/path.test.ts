import { describe, expect, it } from "vitest";
import type { RunDocument, Visit } from "../api";
import { failedVisits, pathLines, toneOf } from "./path";
import { runOf } from "./runOf";

const visit = (id: number, status: Visit["status"], left: string | null): Visit => ({
  id,
  node: { id: `n${id}`, name: `N${id}`, type: "condition" },
  status,
  entered_at: "2026-11-22T00:00:00Z",
  left_at: left,
});

describe("a run", () => {
  it("is told in the order in which its nodes were entered, with how long each took", () => {
    const lines = pathLines([visit(2, "open", null), visit(1, "done", "2026-11-22T00:00:01.500Z")]);
    expect(lines.map((line) => [line.visit.id, line.milliseconds])).toEqual([
      [1, 1500],
      [2, null],
    ]);
  });

  it("that failed never looks successful and goes on from where it failed", () => {
    const run: RunDocument = {
      id: "r",
      flow: { id: "f", name: "F" },
      version: 1,
      entity: "contract",
      record: null,
      status: "failed",
      outcome: "approved",
      initiator: null,
      started_at: "2026-11-22T00:00:00Z",
      ended_at: null,
      graph: { start: "n1", nodes: [] },
      visits: [visit(1, "done", null), visit(2, "failed", null)],
      log: [],
      events: [],
      failures: [],
    };
    expect(toneOf(run)).toBe("danger");
    expect(failedVisits(run).map((one) => one.id)).toEqual([2]);
    expect(failedVisits({ ...run, status: "running" })).toEqual([]);
  });

  it("is put together from the answer: nodes by name, holders beside their node, decisions in order", () => {
    const person = { id: "p", name: "Zhou" };
    const step = { port: null, depth: 0, entered: "2026-11-22T00:00:00Z", left: null };
    const large = { id: "b1", name: "Over 500,000", result: true, tests: [] };
    const run = runOf({
      id: "r",
      run: "r",
      flow: { id: "f", name: "F" },
      version: 1,
      node: { id: "", name: "" },
      entity: "contract",
      record: null,
      what: null,
      status: "failed",
      outcome: null,
      overdue: false,
      initiator: person,
      behalf: null,
      opened_at: "2026-11-22T00:00:00Z",
      due_at: null,
      closed_at: null,
      actions: [],
      start: "ask",
      edges: [],
      nodes: [
        { id: "ask", name: "Legal", type: "approval" },
        { id: "push", name: "Push", type: "http_request" },
      ],
      path: [
        { ...step, visit: 1, node: "ask", status: "open", port: "b1", branches: [large], effects: [] },
        { ...step, visit: 2, node: "push", status: "failed", branches: [], effects: [] },
      ],
      failures: [{ code: "egress.refused", node: "push", params: {}, message: "Refused" }],
      log: [
        {
          step: 1,
          place: 0,
          at: "2026-11-22T00:00:00Z",
          kind: "trigger",
          node: "ask",
          detail: { on: "button" },
        },
      ],
      timeline: [
        { state: "done", act: "submit", node: null, by: person, at: "2026-11-22T00:00:00Z" },
        { state: "now", node: { id: "ask", name: "Legal" }, by: person },
      ],
    });
    expect(run.visits[0]?.port?.name).toBe("Over 500,000");
    expect(run.visits.map((one) => [one.node.name, one.people?.length, one.problem?.code])).toEqual([
      ["Legal", 1, undefined],
      ["Push", 0, "egress.refused"],
    ]);
    expect(run.log.map((one) => [one.number, one.act])).toEqual([[1, "submit"]]);
    expect(run.events[0]?.text).toContain("button");
    expect(run.failures[0]?.node?.name).toBe("Push");
    expect(run.graph.start).toBe("ask");
  });
});
