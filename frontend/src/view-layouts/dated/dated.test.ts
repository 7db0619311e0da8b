import { describe, expect, it } from "vitest";
import type { RecordValues } from "@/api/records";
import { addDays, daysBetween } from "@/lib/days";
import { chance } from "@/testing/chance";
import { deal, field } from "@/testing/sampleDesign";
import { spanByKey } from "./moves";
import { noOverlay, overlaid, withoutPending, withPending } from "./overlay";
import { endingAt, movedBy, spanChanges, spanFields, spanFilter, spanOf } from "./spans";
import { hiddenOn, lanesOf } from "./weekLanes";

const zone = "Asia/Shanghai";
const entity = {
  ...deal,
  actions: ["update" as const],
  fields: [
    field("name"),
    field("day", { type: "date" }),
    field("until", { type: "date" }),
    field("at", { type: "moment" }),
    field("done", { type: "moment" }),
    field("due", { type: "formula", result: "date", access: "read" }),
  ],
};
const fieldsOf = (start: string, end?: string) => {
  const found = spanFields({ start, end: end ?? null }, entity, { deal: entity });
  if (!found) throw new Error("no such field");
  return found;
};
const record = (values: Readonly<Record<string, string | null>>): RecordValues => ({
  id: "r",
  version: 3,
  ...values,
});

describe("a record on its days", () => {
  const days = fieldsOf("day", "until");
  const moments = fieldsOf("at", "done");

  it("lies from its start to its end, and on one day without an end or with an earlier one", () => {
    expect(spanOf(record({ day: "2026-11-22", until: "2026-11-24" }), days, zone)).toEqual({
      start: "2026-11-22",
      end: "2026-11-24",
    });
    for (const until of [null, "2026-11-01"]) {
      expect(spanOf(record({ day: "2026-11-22", until }), days, zone)).toEqual(
        movedBy({ start: "2026-11-22", end: "2026-11-22" }, 0),
      );
    }
    expect(spanOf(record({ day: null, until: null }), days, zone)).toBeUndefined();
  });

  it("lies on the day that its moment is in the zone", () => {
    const late = record({ at: "2026-11-22T17:30:00Z", done: null });
    expect(spanOf(late, moments, zone)?.start).toBe("2026-11-23");
    expect(spanOf(late, moments, "UTC")?.start).toBe("2026-11-22");
  });

  it("keeps its time of day, to the second, when it is moved", () => {
    const seen = record({ at: "2026-11-22T06:15:42Z", done: "2026-11-23T01:00:00Z" });
    const to = movedBy({ start: "2026-11-22", end: "2026-11-23" }, 7);
    expect(spanChanges(seen, moments, to, zone)).toEqual({
      at: "2026-11-29T06:15:42Z",
      done: "2026-11-30T01:00:00Z",
    });
  });

  it("writes only what changes, and no end where there was none", () => {
    const open = record({ day: "2026-11-22", until: null });
    const whole = record({ day: "2026-11-22", until: "2026-11-24" });
    expect(spanChanges(open, days, movedBy({ start: "2026-11-22", end: "2026-11-22" }, 2), zone)).toEqual({
      day: "2026-11-24",
    });
    expect(
      spanChanges(whole, days, endingAt({ start: "2026-11-22", end: "2026-11-24" }, "2026-11-25"), zone),
    ).toEqual({
      until: "2026-11-25",
    });
    expect(spanChanges(whole, days, { start: "2026-11-22", end: "2026-11-24" }, zone)).toEqual({});
    expect(endingAt({ start: "2026-11-22", end: "2026-11-24" }, "2026-11-01").end).toBe("2026-11-22");
  });

  it("may be moved where both its days may be written, and never where they are computed", () => {
    expect([days.movable, days.resizable]).toEqual([true, true]);
    expect([fieldsOf("day").movable, fieldsOf("day").resizable]).toEqual([true, false]);
    expect([fieldsOf("day", "due").movable, fieldsOf("due").movable]).toEqual([false, false]);
  });

  it("is asked for by the days in sight, as moments of the zone where it has moments", () => {
    expect(spanFilter(fieldsOf("day"), "2026-11-01", "2026-11-30", zone)).toEqual({
      all: [
        { field: "day", op: "lte", value: "2026-11-30" },
        { field: "day", op: "gte", value: "2026-11-01" },
      ],
    });
    expect(spanFilter(moments, "2026-11-01", "2026-11-30", zone)).toEqual({
      all: [
        { field: "at", op: "lt", value: "2026-11-30T16:00:00Z" },
        {
          any: [
            { field: "at", op: "gte", value: "2026-10-31T16:00:00Z" },
            { field: "done", op: "gte", value: "2026-10-31T16:00:00Z" },
          ],
        },
      ],
    });
  });
});

describe("keys", () => {
  const span = { start: "2026-11-22", end: "2026-11-23" };
  const press = (key: string, shiftKey = false, altKey = true) => ({ key, altKey, shiftKey });

  it("move by days and weeks, and with Shift the end alone", () => {
    expect(spanByKey(press("ArrowRight"), span, true)).toEqual({ start: "2026-11-23", end: "2026-11-24" });
    expect(spanByKey(press("ArrowUp"), span, true)).toEqual({ start: "2026-11-15", end: "2026-11-16" });
    expect(spanByKey(press("ArrowRight", true), span, true)).toEqual({
      start: "2026-11-22",
      end: "2026-11-24",
    });
    expect(spanByKey(press("ArrowRight", true), span, false)).toBeUndefined();
    expect(spanByKey(press("ArrowRight", false, false), span, true)).toBeUndefined();
    expect(spanByKey(press("a"), span, true)).toBeUndefined();
  });
});

describe("a week", () => {
  const monday = "2026-11-16";

  it.each(Array.from({ length: 30 }, (_, seed) => seed + 1))(
    "seed %i: nothing that shares a day shares a lane, and nothing on the week is missing",
    (seed) => {
      const dice = chance(seed);
      const items = Array.from({ length: dice.below(25) }, (_, id) => {
        const start = addDays(monday, dice.below(14) - 4);
        return { id, span: { start, end: addDays(start, dice.below(6)) } };
      });
      const placed = lanesOf(items, monday);
      const inside = items.filter(({ span }) => span.start <= addDays(monday, 6) && span.end >= monday);
      expect(new Set(placed.map(({ item }) => item.id))).toEqual(new Set(inside.map(({ id }) => id)));
      for (let column = 0; column < 7; column += 1) {
        const on = placed.filter((one) => one.column <= column && column < one.column + one.columns);
        expect(new Set(on.map((one) => one.lane)).size).toBe(on.length);
        expect(hiddenOn(placed, column, 0)).toBe(on.length);
        expect(hiddenOn(placed, column, 3)).toBe(on.filter((one) => one.lane >= 3).length);
      }
      for (const { item, column, columns, fromBefore, goesOn } of placed) {
        expect(fromBefore ? column : daysBetween(monday, item.span.start)).toBe(column);
        expect(goesOn ? column + columns : daysBetween(monday, item.span.end) + 1).toBe(column + columns);
      }
    },
  );
});

describe("a change on its way", () => {
  it("is shown until the server's record knows it, and gone when it is refused", () => {
    const read = record({ day: "2026-11-22" });
    const asked = withPending(noOverlay, "r", { changes: { day: "2026-11-23" }, version: undefined });
    expect(overlaid(asked, read)).toMatchObject({ day: "2026-11-23", version: 3 });
    const answered = withPending(asked, "r", { changes: { day: "2026-11-23" }, version: 4 });
    expect(overlaid(answered, read)).toMatchObject({ day: "2026-11-23", version: 4 });
    const later = { ...read, day: "2026-11-25", version: 4 };
    expect(overlaid(answered, later)).toBe(later);
    expect(overlaid(withoutPending(answered, "r"), read)).toBe(read);
  });
});
