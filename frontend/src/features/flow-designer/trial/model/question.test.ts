import { describe, expect, it } from "vitest";
import {
  type Answer,
  answeredAgain,
  asksForPeople,
  backTo,
  editableAt,
  emptyQuestion,
  trialOf,
  verdictsAt,
  wireValue,
  withAnswer,
} from "./question";

const approve = (node: string): Answer => ({ node, verdict: "approve" });
const asked = ["boss", "law", "money"].reduce(
  (question, node) => withAnswer(question, approve(node)),
  emptyQuestion,
);

describe("a trial's question", () => {
  it("says nothing of what was not chosen", () => {
    expect(trialOf(emptyQuestion)).toEqual({});
    expect(trialOf({ ...emptyQuestion, chosen: { boss: [] } })).toEqual({});
  });

  it("names record, initiator and chosen people by id", () => {
    const one = { id: "1", name: "One" };
    expect(
      trialOf({ record: one, initiator: one, chosen: { boss: [one] }, answers: [approve("boss")] }),
    ).toEqual({
      record: "1",
      initiator: "1",
      chosen: { boss: ["1"] },
      decisions: [approve("boss")],
    });
  });

  it("forgets what comes after an answer that is changed or taken back", () => {
    expect(backTo(asked, 1).answers).toEqual([approve("boss")]);
    const rejected: Answer = { node: "law", verdict: "reject" };
    expect(answeredAgain(asked, 1, rejected).answers).toEqual([approve("boss"), rejected]);
    expect(asked.answers).toHaveLength(3);
  });

  it("knows where the initiator names people and which fields a task opens", () => {
    const node = {
      id: "boss",
      type: "approval",
      assignees: [{ by: "chosen_by_initiator" }],
      fields: { amount: "edit", note: "required", name: "read" },
    };
    expect(asksForPeople([node, { id: "end", type: "stop" }])).toEqual([node]);
    expect(editableAt(node)).toEqual(["amount", "note"]);
    expect(editableAt(undefined)).toEqual([]);
  });

  it("offers only the decisions that the step offers, under their own names", () => {
    const node = {
      id: "boss",
      type: "approval",
      actions: { approve: { label: "准" }, reject: { on: false } },
    };
    expect(verdictsAt(node)).toEqual([
      { verdict: "approve", label: "准" },
      { verdict: "send_back", label: "" },
    ]);
    expect(verdictsAt({ id: "boss", type: "approval" })).toHaveLength(3);
    expect(verdictsAt(undefined)).toEqual([]);
  });

  it("sends references as ids", () => {
    expect(wireValue([{ id: "a", title: "A" }])).toEqual(["a"]);
    expect(wireValue({ id: "a", name: "A" })).toBe("a");
    expect(wireValue("12.50")).toBe("12.50");
  });
});
