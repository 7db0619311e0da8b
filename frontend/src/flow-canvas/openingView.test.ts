import { describe, expect, it } from "vitest";
import { layOut } from "./layout/layout";
import { fittingView, openingView, shiftInto } from "./openingView";

const chain = (count: number) => {
  const ids = Array.from({ length: count }, (_, place) => `n${place}`);
  const links = ids.slice(1).map((target, place) => ({ id: target, source: `n${place}`, target, label: 0 }));
  return layOut(
    ids.map((id) => ({ id, width: 240, height: 60 })),
    links,
  );
};
const window = { width: 800, height: 600 };
const origin = { x: 120, y: 0 };

describe("what is seen of a flow", () => {
  it("is all of a short one, in the middle and never enlarged", () => {
    const view = openingView(chain(2), origin, window);
    expect(view.zoom).toBe(1);
    expect(view.x).toBe(400);
    expect(view.y).toBe((600 - 172) / 2);
  });

  it("is the beginning of a long one, at a size that can be read", () => {
    expect(fittingView(chain(60), origin, window).zoom).toBeLessThan(0.2);
    expect(openingView(chain(60), origin, window)).toEqual({ zoom: 1, x: 400, y: 32 });
  });

  it("shows the whole breadth where that can be read, else stands over where the flow begins", () => {
    const tall = { boxes: new Map(), lines: [], width: 900, height: 4000 };
    const { zoom, x } = openingView(tall, { x: 200, y: 0 }, window);
    expect(zoom).toBeCloseTo(736 / 900);
    expect(x - 200 * zoom).toBeCloseTo(32);
    expect(x + 700 * zoom).toBeCloseTo(768);
    expect(openingView({ ...tall, width: 4000 }, { x: 200, y: 0 }, window)).toEqual({
      zoom: 0.6,
      x: 400,
      y: 32,
    });
  });

  it("moves no further than a card needs", () => {
    const view = { zoom: 1, x: 0, y: 0 };
    expect(shiftInto(view, { x: 100, y: 100, width: 240, height: 60 }, window)).toEqual(view);
    expect(shiftInto(view, { x: 700, y: -50, width: 240, height: 60 }, window)).toEqual({
      zoom: 1,
      x: -172,
      y: 82,
    });
  });
});
