import { describe, expect, it } from "vitest";
import { aloneWidth, besideWidths, rowsOf } from "../rows";
import { type Box, spotAt, stepsOf } from "./spots";

const box = (id: string, left: number, top: number, right: number, bottom: number, group = "s"): Box => ({
  id,
  group,
  left,
  top,
  right,
  bottom,
});
const section = box("s", 0, 0, 400, 200);
const empty = box("e", 0, 240, 400, 300);
/** Two rows: a and b beside each other, c alone. */
const boxes = [box("a", 0, 10, 190, 60), box("b", 210, 10, 400, 60), box("c", 0, 80, 400, 130)];
const at = (x: number, y: number) => spotAt({ x, y }, [section, empty], boxes);

describe("where a drop lands", () => {
  it("is the same boundary from above and from below", () => {
    expect(at(100, 58)).toEqual(at(200, 82));
    expect(at(100, 58)).toMatchObject({ group: "s", before: "c", beside: undefined });
  });

  it("is beside a field in its outer fifth", () => {
    expect(at(10, 35)).toMatchObject({ before: "a", beside: "a" });
    expect(at(185, 35)).toMatchObject({ before: "b", beside: "a" });
    expect(at(395, 100)).toMatchObject({ before: null, beside: "c" });
    expect(at(200, 100)).toMatchObject({ beside: undefined });
  });

  it("is never beside anything where rows are whole", () => {
    expect(spotAt({ x: 10, y: 35 }, [section, empty], boxes, false)).toMatchObject({
      before: "a",
      beside: undefined,
    });
  });

  it("is the only place of an empty section, and nothing outside", () => {
    expect(at(50, 280)).toMatchObject({ group: "e", before: null });
    expect(at(900, 30)).toBeUndefined();
    expect(at(100, 900)).toBeUndefined();
  });

  it("is between fields that stand beside each other, and behind the last", () => {
    const tabs = { ...section, row: true };
    const on = (x: number, y: number) => spotAt({ x, y }, [tabs], boxes)?.before;
    expect([on(20, 30), on(180, 30), on(220, 30), on(380, 100)]).toEqual(["a", "b", "b", null]);
    expect(on(20, 190)).toBe("c");
    expect(stepsOf([tabs], boxes).map((one) => one.before)).toEqual(["a", "b", "c", null]);
    expect(spotAt({ x: 20, y: 250 }, [{ ...empty, row: true }], boxes)).toMatchObject({ before: null });
  });

  it("can be reached step by step", () => {
    expect(stepsOf([section, empty], boxes).map((one) => `${one.group}:${one.before}`)).toEqual([
      "s:a",
      "s:c",
      "s:null",
      "e:null",
    ]);
  });
});

describe("rows of 24 columns", () => {
  const sized = (id: string, width: number) => ({ id, width });

  it("flow as the grid does", () => {
    const rows = rowsOf([sized("a", 12), sized("b", 12), sized("c", 24), sized("d", 8)]);
    expect(rows.map((row) => row.map((one) => one.id).join(""))).toEqual(["ab", "c", "d"]);
  });

  it("make room for one more, up to four", () => {
    expect(besideWidths([sized("a", 24)], sized("x", 24))).toEqual({ a: 12, x: 12 });
    expect(besideWidths([sized("a", 12)], sized("x", 24))).toEqual({ x: 12 });
    expect(besideWidths([sized("a", 12), sized("b", 12)], sized("x", 24))).toEqual({ a: 8, b: 8, x: 8 });
    expect(
      besideWidths(
        [1, 2, 3, 4].map((one) => sized(`${one}`, 6)),
        sized("x", 6),
      ),
    ).toBeUndefined();
  });

  it("widen what would not stand alone", () => {
    const items = [sized("a", 12), sized("b", 12)];
    expect(aloneWidth(items, sized("x", 12), "a")).toBe(24);
    expect(aloneWidth(items, sized("x", 12), null)).toBe(12);
  });
});
