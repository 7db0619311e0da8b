import { describe, expect, it } from "vitest";
import { isChecked, noChecks, setChecked } from "./checks";
import { formatTsv, parseTsv } from "./clipboard";
import {
  emptyLayout,
  hideColumn,
  layOut,
  moveColumn,
  resizeColumn,
  stepColumn,
  togglePinned,
} from "./columns";
import { fillDown, spread, stretched } from "./fill";
import { commandOf, type KeyPress } from "./keys";
import { moveSelection, rangeOf, selectPlace } from "./selection";
import { surelyFits } from "./surelyFits";

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  isComposing: false,
  ...more,
});

describe("the clipboard", () => {
  it("survives a round trip of tabs, line breaks and quotes", () => {
    const cells = [
      ["a\tb", 'say "hi"', "", "中文"],
      ['"start', "one\ntwo", "3.50", ""],
    ];
    expect(parseTsv(formatTsv(cells))).toEqual(cells);
  });

  it("reads what spreadsheets write: CRLF, quoted cells, one final line break", () => {
    expect(parseTsv('1\t"x\r\ny"\r\n2\t"a ""b"""\r\n')).toEqual([
      ["1", "x\ny"],
      ["2", 'a "b"'],
    ]);
  });

  it("takes a lone quote as text and keeps empty rows in the middle", () => {
    expect(parseTsv('5" pipe\t"open')).toEqual([['5" pipe', '"open']]);
    expect(parseTsv("a\n\nb")).toEqual([["a"], [""], ["b"]]);
  });
});

describe("the selection", () => {
  const bounds = { rows: 100, columns: 5, pageRows: 20 };
  const at = (row: number, column: number) => selectPlace({ row, column });

  it("moves as in Excel and stays inside", () => {
    expect(moveSelection(at(0, 0), "up", bounds)).toEqual(at(0, 0));
    expect(moveSelection(at(3, 2), "down", bounds, { far: true })).toEqual(at(99, 2));
    expect(moveSelection(at(3, 2), "home", bounds)).toEqual(at(3, 0));
    expect(moveSelection(at(3, 2), "end", bounds, { far: true })).toEqual(at(99, 4));
    expect(moveSelection(at(95, 2), "pageDown", bounds)).toEqual(at(99, 2));
    expect(moveSelection(at(3, 4), "next", bounds)).toEqual(at(4, 0));
    expect(moveSelection(at(3, 0), "previous", bounds)).toEqual(at(2, 4));
  });

  it("extends from the anchor with Shift", () => {
    const extended = moveSelection(at(3, 2), "up", bounds, { extend: true });
    expect(rangeOf(moveSelection(extended, "right", bounds, { extend: true }))).toEqual({
      top: 2,
      bottom: 3,
      left: 2,
      right: 3,
    });
    expect(moveSelection(extended, "down", bounds)).toEqual(at(4, 2));
  });
});

describe("keys", () => {
  const browsing = { editing: false, group: false };

  it("never take a key away from an input method", () => {
    expect(commandOf(press("Enter", { isComposing: true }), { editing: true, group: false })).toBeUndefined();
    expect(commandOf(press("Process"), browsing)).toBeUndefined();
  });

  it("save, cancel or stay while editing", () => {
    const editing = { editing: true, group: false };
    expect(commandOf(press("Enter"), editing)).toEqual({ do: "save", move: "down" });
    expect(commandOf(press("Tab", { shiftKey: true }), editing)).toEqual({ do: "save", move: "previous" });
    expect(commandOf(press("Escape"), editing)).toEqual({ do: "cancel" });
    expect(commandOf(press("ArrowLeft"), editing)).toBeUndefined();
    expect(commandOf(press("z", { ctrlKey: true }), editing)).toBeUndefined();
  });

  it("leave letters and the browser's clipboard alone", () => {
    expect(commandOf(press("x"), browsing)).toBeUndefined();
    expect(commandOf(press("c", { ctrlKey: true }), browsing)).toBeUndefined();
    expect(commandOf(press("Z", { ctrlKey: true, shiftKey: true }), browsing)).toEqual({ do: "redo" });
    expect(commandOf(press(" "), browsing)).toEqual({ do: "open" });
  });

  it("fold and unfold on a group row", () => {
    expect(commandOf(press("ArrowLeft"), { editing: false, group: true })).toEqual({ do: "collapse" });
    expect(commandOf(press("ArrowLeft"), browsing)).toMatchObject({ do: "move", key: "left" });
  });
});

describe("columns", () => {
  const columns = ["a", "b", "c", "d"].map((id) => ({ id, title: id, width: 100 }));
  const ids = (layout = emptyLayout) => layOut(columns, layout).map(({ column }) => column.id);

  it("move by drag and by step to the same effect, past hidden ones", () => {
    expect(ids(moveColumn(columns, emptyLayout, "d", "b"))).toEqual(["a", "d", "b", "c"]);
    expect(ids(moveColumn(columns, emptyLayout, "a", null))).toEqual(["b", "c", "d", "a"]);
    const hidden = hideColumn(emptyLayout, "c");
    expect(ids(stepColumn(columns, hidden, "d", -1))).toEqual(["a", "d", "b"]);
    expect(ids(stepColumn(columns, hidden, "a", 1))).toEqual(["b", "a", "d"]);
    expect(stepColumn(columns, hidden, "d", 1)).toBe(hidden);
  });

  it("freeze at the start and add up their widths", () => {
    const laid = layOut(columns, resizeColumn(togglePinned(emptyLayout, "c"), "c", 20));
    expect(laid.map(({ column, start }) => [column.id, start])).toEqual([
      ["c", 0],
      ["a", 56],
      ["b", 156],
      ["d", 256],
    ]);
    expect(laid[0]?.pinned).toBe(true);
  });
});

describe("filling", () => {
  it("copies the first row down, or the row above a single row", () => {
    expect(fillDown({ top: 2, bottom: 4, left: 1, right: 1 })).toEqual([
      { from: { row: 2, column: 1 }, to: { row: 3, column: 1 } },
      { from: { row: 2, column: 1 }, to: { row: 4, column: 1 } },
    ]);
    expect(fillDown({ top: 5, bottom: 5, left: 0, right: 0 })[0]?.from.row).toBe(4);
    expect(fillDown({ top: 0, bottom: 0, left: 0, right: 0 })).toEqual([]);
  });

  it("repeats the pattern, upwards too", () => {
    const source = { top: 4, bottom: 5, left: 0, right: 0 };
    const up = spread(source, { ...source, top: 1 });
    expect(up.map(({ from, to }) => [to.row, from.row])).toEqual([
      [1, 5],
      [2, 4],
      [3, 5],
    ]);
  });

  it("stretches along the axis that was dragged farther", () => {
    const source = { top: 2, bottom: 3, left: 2, right: 2 };
    expect(stretched(source, { row: 9, column: 3 })).toEqual({ ...source, bottom: 9 });
    expect(stretched(source, { row: 3, column: 0 })).toEqual({ ...source, left: 0 });
    expect(stretched(source, { row: 2, column: 2 })).toBe(source);
  });
});

it("ticking all but some works on rows that were never loaded", () => {
  const allBut = setChecked({ mode: "all", ids: new Set() }, ["r1"], false);
  expect(isChecked(allBut, "r1")).toBe(false);
  expect(isChecked(allBut, "never-seen")).toBe(true);
  expect(isChecked(setChecked(noChecks, ["r1"], true), "r1")).toBe(true);
});

describe("a text that needs no clip", () => {
  it.each([
    ["2026-11-22", 120, true],
    ["1,234.56", 90, true],
    ["成交", 120, true],
    ["WWWWWWWW", 120, false],
    ["上海远山科技有限公司", 120, false],
    ["12345678901234567890", 120, false],
  ])("%s in %i pixels: %s", (text, width, fits) => {
    expect(surelyFits(text, width)).toBe(fits);
  });
});
