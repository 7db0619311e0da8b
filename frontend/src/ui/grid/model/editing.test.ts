import { describe, expect, it } from "vitest";
import { copyBatch, pasteBatch, pasteRange, shownValue, type Table, typedBatch } from "./edits";
import { fillDown } from "./fill";
import { type GridState, initialState, reduce } from "./gridState";
import type { GridColumn, GridRow, Parsed } from "./gridTypes";
import { inverse } from "./history";
import { BlockSource } from "./rowSource";

const whole = (text: string): Parsed =>
  /^\d*$/.test(text)
    ? { ok: true, value: text === "" ? null : Number(text) }
    : { ok: false, reason: "no number" };

const columns: GridColumn[] = [
  { id: "name", title: "Name", width: 100, editable: true },
  { id: "count", title: "Count", width: 100, editable: true, fromText: whole },
  { id: "sum", title: "Sum", width: 100 },
];

const rows: GridRow[] = [0, 1, 2, 3].map((index) =>
  index === 2
    ? { kind: "group", key: "g", label: "g", count: 1, depth: 0, collapsed: false }
    : { kind: "record", id: `r${index}`, cells: { name: `n${index}`, count: index, sum: 9 } },
);

const tableOf = (state: GridState): Table => ({
  rowAt: (index) => rows[index],
  columns,
  overlay: state.overlay,
});

const edited = (state: GridState, batch: number, change: ReturnType<typeof pasteBatch>): GridState =>
  reduce(state, { type: "edited", kind: "do", batch, edits: change.edits, unreadable: change.unreadable });

describe("pasting", () => {
  it("is one batch that skips group rows and computed columns and marks what cannot be read", () => {
    const cells = [
      ["a", "1", "x"],
      ["b", "many", "x"],
      ["c", "3", "x"],
      ["d", "4", "x"],
    ];
    const range = pasteRange(cells, { top: 0, bottom: 0, left: 0, right: 0 });
    const batch = pasteBatch(tableOf(initialState), cells, range);
    expect(batch.edits.map((edit) => [edit.rowId, edit.columnId, edit.value, edit.before])).toEqual([
      ["r0", "name", "a", "n0"],
      ["r0", "count", 1, 0],
      ["r1", "name", "b", "n1"],
      ["r3", "name", "d", "n3"],
      ["r3", "count", 4, 3],
    ]);
    expect(batch.unreadable).toEqual([{ rowId: "r1", columnId: "count", text: "many", reason: "no number" }]);
    expect(batch.skipped).toBe(6);
  });

  it("repeats one cell, or a block that fits, over the selection", () => {
    expect(pasteRange([["x"]], { top: 1, bottom: 3, left: 0, right: 1 })).toEqual({
      top: 1,
      bottom: 3,
      left: 0,
      right: 1,
    });
    expect(pasteRange([["x"], ["y"]], { top: 0, bottom: 2, left: 0, right: 0 }).bottom).toBe(1);
  });

  it("shows until the server answers, then yields to its verdict cell by cell", () => {
    const batch = pasteBatch(tableOf(initialState), [["a", "7"]], { top: 0, bottom: 0, left: 0, right: 1 });
    const pending = edited(initialState, 1, batch);
    expect(shownValue(tableOf(pending), rows[0], "count")).toBe(7);
    const rejected = [{ rowId: "r0", columnId: "count", reason: "too many" }];
    const settled = reduce(pending, { type: "settled", batch: 1, edits: batch.edits, rejected });
    expect(settled.overlay.get("r0")?.get("name")).toBeUndefined();
    expect(settled.overlay.get("r0")?.get("count")).toMatchObject({
      state: "rejected",
      reason: "too many",
      value: 7,
    });
    expect(settled.history.done[0]?.edits.map((edit) => edit.columnId)).toEqual(["name"]);
    const given = reduce(settled, { type: "discarded", rowId: "r0", columnId: "count" });
    expect(given.overlay.size).toBe(0);
  });

  it("a late answer never wipes out what was typed since", () => {
    const first = typedBatch(tableOf(initialState), { row: 0, column: 0 }, "first");
    const one = edited(initialState, 1, first);
    const two = edited(one, 2, typedBatch(tableOf(one), { row: 0, column: 0 }, "second"));
    const answered = reduce(two, { type: "settled", batch: 1, edits: first.edits, rejected: [] });
    expect(shownValue(tableOf(answered), rows[0], "name")).toBe("second");
  });
});

describe("undo", () => {
  it("takes back a whole batch at once and can be taken back itself", () => {
    const batch = copyBatch(tableOf(initialState), fillDown({ top: 0, bottom: 1, left: 0, right: 1 }));
    const done = edited(initialState, 1, batch);
    const step = done.history.done.at(-1);
    const back = inverse(step?.edits ?? []);
    const undone = reduce(done, { type: "edited", kind: "undo", batch: 2, edits: back, unreadable: [] });
    expect(shownValue(tableOf(undone), rows[1], "name")).toBe("n1");
    expect(undone.history.done).toEqual([]);
    expect(undone.history.undone[0]?.edits).toEqual(batch.edits);
  });

  it("reaches at least one hundred steps back", () => {
    let state = initialState;
    for (let index = 0; index < 150; index += 1) {
      state = edited(state, index, typedBatch(tableOf(state), { row: 0, column: 0 }, `v${index}`));
    }
    expect(state.history.done).toHaveLength(150);
  });
});

it("a selection is pulled back inside when rows or columns go away", () => {
  const far = { row: 90, column: 2 };
  const state = reduce(initialState, { type: "selected", selection: { anchor: far, focus: far } });
  const smaller = reduce(state, { type: "resized", bounds: { rows: 10, columns: 2, pageRows: 5 } });
  expect(smaller.selection?.anchor).toEqual({ row: 9, column: 1 });
  expect(
    reduce(state, { type: "resized", bounds: { rows: 0, columns: 2, pageRows: 5 } }).selection,
  ).toBeNull();
});

describe("lazy blocks", () => {
  const record = (index: number): GridRow => ({ kind: "record", id: `r${index}`, cells: { n: index } });

  function counted() {
    const asked: number[] = [];
    const aborted: number[] = [];
    const source = new BlockSource(
      1000,
      (first, count, signal) => {
        asked.push(first);
        signal.addEventListener("abort", () => aborted.push(first));
        return Promise.resolve(Array.from({ length: count }, (_, offset) => record(first + offset)));
      },
      { blockSize: 100 },
    );
    return { source, asked, aborted };
  }

  it("are fetched once, when they come into view", async () => {
    const { source, asked } = counted();
    source.show(0, 40);
    source.show(10, 60);
    await source.ensure(0, 60);
    expect(asked).toEqual([0]);
    expect(source.rowAt(42)).toEqual(record(42));
    expect(source.rowAt(142)).toBeUndefined();
  });

  it("are dropped when they scroll away unanswered, but not when a paste waits for them", async () => {
    const { source, aborted } = counted();
    source.show(0, 40);
    const waited = source.ensure(500, 520);
    source.show(900, 940);
    await waited;
    expect(aborted).toEqual([0]);
    expect(source.rowAt(510)).toEqual(record(510));
  });

  it("take the server's version of a row", async () => {
    const { source } = counted();
    await source.ensure(0, 10);
    const before = source.version();
    source.patch([{ id: "r3", cells: { n: 33 } }]);
    expect(source.rowAt(3)).toMatchObject({ cells: { n: 33 } });
    expect(source.version()).toBeGreaterThan(before);
  });

  it("report a failed fetch and try again when asked again", async () => {
    const problems: unknown[] = [];
    let fails = true;
    const source = new BlockSource(
      10,
      async () => {
        if (fails) throw new Error("down");
        return [record(0)];
      },
      { onProblem: (problem) => problems.push(problem) },
    );
    source.show(0, 5);
    await expect(source.ensure(0, 5)).rejects.toThrow("down");
    fails = false;
    await source.ensure(0, 5);
    expect(problems).toHaveLength(1);
    expect(source.rowAt(0)).toEqual(record(0));
  });
});
