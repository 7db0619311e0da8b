import { describe, expect, it } from "vitest";
import type { Widget } from "@/widget-charts/widget";
import type { BoardDocument } from "../api";
import { crosses, followed } from "./crossing";

const bars: Widget = { id: "bars", name: "Bars", type: "bar", entity: "ent_deal", measures: [] };
const pie: Widget = { ...bars, id: "pie", type: "pie" };
const alone: Widget = { ...bars, id: "alone" };
const board: BoardDocument = {
  id: "dsh",
  app: "app",
  name: "Board",
  widgets: [bars, pie, alone],
  follows: { bars: ["pie"], alone: [] },
};
const mark = { title: "North", groups: ["north"] };

describe("a mark that is clicked", () => {
  it("is followed at the first click and opens its records at the second", () => {
    expect(crosses(board, bars, mark, undefined)).toBe(true);
    expect(crosses(board, bars, mark, { widget: bars, mark })).toBe(false);
    expect(crosses(board, bars, { title: "South", groups: ["south"] }, { widget: bars, mark })).toBe(true);
  });

  it("opens its records where nobody can follow, for single numbers and for stuck records", () => {
    expect(crosses(board, alone, mark, undefined)).toBe(false);
    expect(crosses(board, bars, { title: "Bars", groups: [] }, undefined)).toBe(false);
    expect(crosses(board, bars, { ...mark, stuck: true }, undefined)).toBe(false);
  });

  it("reaches only those that follow, never its own card", () => {
    const cross = { widget: bars, mark };
    expect(followed(board, pie, cross)).toBe(cross);
    expect(followed(board, bars, cross)).toBeUndefined();
    expect(followed(board, alone, cross)).toBeUndefined();
    expect(followed(board, pie, undefined)).toBeUndefined();
  });
});
