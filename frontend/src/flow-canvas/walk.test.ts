import { expect, it } from "vitest";
import { layOut } from "./layout/layout";
import { nextCard } from "./walk";

const sizes = ["a", "b", "c", "d"].map((id) => ({ id, width: 240, height: 60 }));
const edge = (source: string, target: string) => ({ id: source + target, source, target, label: 0 });
const { boxes } = layOut(sizes, [edge("a", "b"), edge("a", "c"), edge("b", "d")]);

it("arrows lead to the nearest card that way, and nowhere at the rim", () => {
  const to = (from: string, key: string) => nextCard(boxes, from, key, () => true);
  expect(to("a", "ArrowDown")).toBe("b");
  expect(to("b", "ArrowRight")).toBe("c");
  expect(to("c", "ArrowLeft")).toBe("b");
  expect(to("d", "ArrowUp")).toBe("b");
  expect([to("a", "ArrowUp"), to("c", "ArrowRight"), to("a", "x")]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
