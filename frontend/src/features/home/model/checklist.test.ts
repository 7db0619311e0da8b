import { describe, expect, it } from "vitest";
import { stepsOf, type WorkspaceFacts } from "./checklist";

const nothing: WorkspaceFacts = {
  entities: [],
  hasRecords: false,
  hasFlows: false,
  hasColleagues: false,
  mayInvite: true,
};

describe("first steps", () => {
  it("begin with a form, without which there is nothing to fill or to approve", () => {
    expect(stepsOf(nothing).map((step) => [step.name, step.to])).toEqual([
      ["form", "/begin?way=blank"],
      ["record", null],
      ["approval", null],
      ["colleague", "/people?new=person"],
    ]);
  });

  it("lead to one's own form once there is one", () => {
    const steps = stepsOf({ ...nothing, entities: ["device"], hasRecords: true });
    expect(steps.map((step) => step.done)).toEqual([true, true, false, false]);
    expect(steps[1]?.to).toBe("/r/device/new");
    expect(steps[2]?.to).toBe("/design/flows/new?entity=device");
  });

  it("are those that the person may take", () => {
    expect(stepsOf({ ...nothing, mayInvite: false }).map((step) => step.name)).not.toContain("colleague");
  });
});
