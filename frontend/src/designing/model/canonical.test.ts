import { describe, expect, it } from "vitest";
import { chance } from "@/testing/chance";
import { canonical, sameDocument } from "./canonical";

describe("two documents", () => {
  it("are the same exactly where their texts are", () => {
    const random = chance(20261122);
    const any = (depth: number): unknown => {
      const leaves = [null, 0, 1, "", "a", "1", true, false];
      const kind = depth > 2 ? 0 : random.below(3);
      if (kind === 0) return random.pick(leaves);
      const size = random.below(3);
      if (kind === 1) return Array.from({ length: size }, () => any(depth + 1));
      const names = ["x", "y", "z"];
      const members = Array.from({ length: size }, () => [
        random.pick(names) ?? "x",
        random.below(6) === 0 ? undefined : any(depth + 1),
      ]);
      return Object.fromEntries(members);
    };
    for (let round = 0; round < 3000; round += 1) {
      const [one, other] = [any(0), any(0)];
      expect(sameDocument(one, other)).toBe(canonical(one) === canonical(other));
      expect(sameDocument(one, structuredClone(one))).toBe(true);
    }
  });
});
