import { describe, expect, it } from "vitest";
import { destination, matrixOf } from "./destination";

describe("a notification", () => {
  it("leads to what can be acted on first", () => {
    expect(destination({ task: "t", run: "r", entity: "deal", record: "d" })).toBe("/todo/t");
    expect(destination({ run: "r", entity: "deal", record: "d" })).toBe("/r/deal/d");
    expect(destination({ run: "r" })).toBe("/runs/r");
    expect(destination(null)).toBeUndefined();
  });

  it("has its preferences as a matrix of occasions and ways", () => {
    const cells = [
      { kind: "task", channel: "email" },
      { kind: "task", channel: "wecom" },
      { kind: "urged", channel: "email" },
    ];
    expect(matrixOf(cells)).toEqual({ kinds: ["task", "urged"], channels: ["email", "wecom"] });
  });
});
