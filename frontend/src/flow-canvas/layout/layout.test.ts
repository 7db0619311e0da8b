import { describe, expect, it } from "vitest";
import { chance } from "@/testing/chance";
import { type Box, type Layout, layOut, pathOf } from "./layout";
import { type Link, ranksOf } from "./ranks";
import { crossings, rowsOf } from "./rows";

const items = (...ids: string[]) => ids.map((id) => ({ id, width: 240, height: 60 }));

/** "a>b c" is two edges: from a to b and from a to c. */
const links = (...lines: string[]): Link[] =>
  lines.flatMap((line) => {
    const [source = "", targets = ""] = line.split(">");
    return targets.split(" ").map((target, port) => ({ id: `${source}:${port}`, source, target, label: 0 }));
  });

const box = (layout: Layout, id: string): Box =>
  layout.boxes.get(id) ?? { x: Number.NaN, y: Number.NaN, width: 0, height: 0 };
const middle = (layout: Layout, id: string) => box(layout, id).x + box(layout, id).width / 2;

function overlapping(layout: Layout): string[] {
  const boxes = [...layout.boxes];
  return boxes.flatMap(([one, a], place) =>
    boxes
      .slice(place + 1)
      .filter(
        ([, b]) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height,
      )
      .map(([other]) => `${one} ${other}`),
  );
}

function random(seed: number) {
  const { below, flip } = chance(seed);
  const names = Array.from({ length: 2 + below(40) }, (_, place) => `n${place}`);
  const edges: Link[] = [];
  for (let count = below(60); count > 0; count -= 1) {
    const [source, target] = [names[below(names.length)] ?? "", names[below(names.length)] ?? ""];
    const taken = edges.some((edge) => edge.source === source && edge.target === target);
    if (source !== target && !taken)
      edges.push({ id: `${source}>${target}`, source, target, label: flip() ? 200 : 0 });
  }
  return { items: items(...names), edges };
}

describe("the layout of a flow", () => {
  it("stands straight where there are no branches", () => {
    const layout = layOut(items("a", "b", "c"), links("a>b", "b>c"));
    expect(new Set(["a", "b", "c"].map((id) => middle(layout, id))).size).toBe(1);
    expect(box(layout, "a").y < box(layout, "b").y && box(layout, "b").y < box(layout, "c").y).toBe(true);
  });

  it("puts branches in their order beside each other, and what they meet in below their middle", () => {
    const layout = layOut(items("c", "x", "y", "z", "j"), links("c>x y z", "x>j", "y>j", "z>j"));
    expect(box(layout, "x").y).toBe(box(layout, "z").y);
    expect(middle(layout, "x") < middle(layout, "y") && middle(layout, "y") < middle(layout, "z")).toBe(true);
    expect(middle(layout, "c")).toBe(middle(layout, "y"));
    expect(middle(layout, "j")).toBe(middle(layout, "y"));
  });

  it("leads an edge that skips a row past the cards of that row", () => {
    const layout = layOut(items("c", "x", "j"), links("c>x j", "x>j"));
    const skipping = layout.lines.find((line) => line.id === "c:1");
    const x = box(layout, "x");
    const beside = skipping?.points.filter((point) => point.y > x.y && point.y < x.y + x.height) ?? [];
    expect(beside.every((point) => point.x > x.x + x.width)).toBe(true);
    expect(middle(layout, "x")).not.toBe(skipping?.points.at(2)?.x);
  });

  it("leads an edge that goes back around everything on the right, against the order of the rows", () => {
    const layout = layOut(items("a", "b"), [...links("a>b"), ...links("b>a")]);
    const [there, back] = layout.lines;
    expect([there?.back, back?.back]).toEqual([false, true]);
    const right = Math.max(...[...layout.boxes.values()].map((one) => one.x + one.width));
    expect(Math.max(...(back?.points ?? []).map((point) => point.x))).toBeGreaterThan(right);
    expect(back?.points.at(-1)?.y).toBe(box(layout, "a").y);
  });

  it("gives what is written on an edge a row of its own where edges share their target", () => {
    const written = links("c>j j").map((link) => ({ ...link, label: 200 }));
    const layout = layOut(items("c", "j"), written);
    const [one, other] = layout.lines.map((line) => line.label.x);
    expect(Math.abs((one ?? 0) - (other ?? 0))).toBeGreaterThanOrEqual(200);
  });

  it("draws every item once, none over another, whatever the graph", () => {
    for (let seed = 1; seed <= 200; seed += 1) {
      const { items: all, edges } = random(seed);
      const layout = layOut(all, edges);
      expect([...layout.boxes.keys()].sort(), `seed ${seed}`).toEqual(all.map((item) => item.id).sort());
      expect(layout.lines.map((line) => line.id).sort()).toEqual(edges.map((edge) => edge.id).sort());
      expect(overlapping(layout), `seed ${seed}`).toEqual([]);
      expect([...layout.boxes.values()].every((one) => one.x >= 0 && Number.isFinite(one.x + one.y))).toBe(
        true,
      );
      for (const line of layout.lines.filter((one) => !one.back)) {
        const ys = line.points.map((point) => point.y);
        expect(
          [...ys].sort((one, two) => one - two),
          `seed ${seed} ${line.id}`,
        ).toEqual(ys);
      }
    }
  });

  it("lets every edge that does not close a circle lead down", () => {
    for (let seed = 1; seed <= 100; seed += 1) {
      const { items: all, edges } = random(seed);
      const { rank, onward, back } = ranksOf(all, edges);
      expect(onward.length + back.length).toBe(edges.length);
      for (const { source, target } of onward)
        expect(rank.get(target) ?? 0, `seed ${seed}`).toBeGreaterThan(rank.get(source) ?? 0);
    }
  });

  it("crosses no edges of a tree", () => {
    for (let seed = 1; seed <= 50; seed += 1) {
      const { below } = chance(seed);
      const names = Array.from({ length: 60 }, (_, place) => `n${place}`);
      const edges = names.slice(1).map((target, place) => {
        const source = names[below(place + 1)] ?? "";
        return { id: target, source, target, label: 0 };
      });
      const { rows, hops } = rowsOf(items(...names), ranksOf(items(...names), edges));
      expect(
        crossings(
          rows.map((row) => row.map((cell) => cell.id)),
          hops,
        ),
        `seed ${seed}`,
      ).toBe(0);
    }
  });

  it("leaves edges to what is not there aside, and has nothing to say about nothing", () => {
    expect(layOut(items("a"), links("a>gone")).lines).toEqual([]);
    expect(layOut([], [])).toEqual({ boxes: new Map(), lines: [], width: 0, height: 0 });
  });

  it("rounds its corners", () => {
    expect(
      pathOf([
        { x: 0, y: 0 },
        { x: 0, y: 20 },
        { x: 30, y: 20 },
      ]),
    ).toBe("M0 0L0 12Q0 20 8 20L30 20");
  });
});
