import { expect, it } from "vitest";
import type { EntityDraft } from "@/designing/fields/documents";
import { formWorkbench } from "@/testing/formWorkbench";
import { keyDeed } from "./canvasKeys";
import type { Selection } from "./deeds";
import type { FormDraft } from "./documents";

const workbench = formWorkbench();
const desk = (selection: Selection) => ({
  form: workbench.frm_deal as FormDraft,
  entity: workbench.ent_deal as EntityDraft,
  selection,
  published: { entity: workbench.ent_deal as EntityDraft },
});
const none: Selection = { kind: "form" };
const press = (key: string, rest: object = {}) => ({
  key,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  ...rest,
});

it("arrows go through the whole form and end at its ends", () => {
  expect(keyDeed(press("ArrowDown"), "amount", desk(none))).toEqual({ do: "select", field: "level" });
  expect(keyDeed(press("ArrowUp"), "name", desk(none))).toBeUndefined();
});

it("what has the keyboard counts where something else is selected", () => {
  const elsewhere: Selection = { kind: "fields", ids: ["name"] };
  expect(keyDeed(press("/"), "level", desk(elsewhere))).toEqual({ do: "insert", field: "level" });
  expect(keyDeed(press("d", { ctrlKey: true }), "level", desk(elsewhere))).toEqual({
    do: "duplicate",
    fields: ["level"],
  });
});

it("Delete takes all that is selected and gives the keyboard to the next", () => {
  const both: Selection = { kind: "fields", ids: ["amount", "level"] };
  expect(keyDeed(press("Delete"), "level", desk(both))).toMatchObject({
    do: "run",
    command: { do: "places.remove", fields: ["amount", "level"], drop: [] },
    focus: "reason",
  });
});

it("other keys are left alone", () => {
  expect(keyDeed(press("x"), "level", desk(none))).toBeUndefined();
  expect(keyDeed(press("z", { ctrlKey: true }), "level", desk(none))).toBeUndefined();
});
