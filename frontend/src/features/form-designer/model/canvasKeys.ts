/** What a key means on a field of the canvas. */

import type { EntityDraft } from "@/designing/fields/documents";
import type { FormCommand } from "./commands";
import { type Desk, moveStep, removeFields, type Selection } from "./deeds";
import { placedIds } from "./documents";

export type KeyDeed =
  | { readonly do: "select" | "rename" | "insert"; readonly field: string }
  | { readonly do: "duplicate"; readonly fields: readonly string[] }
  | { readonly do: "none" }
  /** `focus` is the field that has the keyboard afterwards; none after a removal. */
  | { readonly do: "run"; readonly command: FormCommand; readonly focus: string | undefined };

export type KeyPress = {
  readonly key: string;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
};

type KeyDesk = Desk & {
  readonly selection: Selection;
  readonly published: { readonly entity: EntityDraft | null };
};

const steps: Readonly<Record<string, 1 | -1>> = {
  ArrowDown: 1,
  ArrowRight: 1,
  ArrowUp: -1,
  ArrowLeft: -1,
};

export function keyDeed(press: KeyPress, field: string, desk: KeyDesk): KeyDeed | undefined {
  const step = steps[press.key];
  const control = press.ctrlKey || press.metaKey;
  if (step && press.altKey) {
    const command = moveStep(desk, field, step);
    return command && { do: "run", command, focus: field };
  }
  if (step && !control) {
    const ids = placedIds(desk.form);
    const next = ids[ids.indexOf(field) + step];
    return next === undefined ? undefined : { do: "select", field: next };
  }
  // What has the keyboard counts even where something else is selected.
  const chosen = desk.selection.kind === "fields" ? desk.selection.ids : [];
  const fields = chosen.includes(field) ? chosen : [field];
  if (control) return press.key.toLowerCase() === "d" ? { do: "duplicate", fields } : undefined;
  switch (press.key) {
    case "Enter":
    case "F2":
      return { do: "rename", field };
    case "Delete":
    case "Backspace": {
      const left = placedIds(desk.form).filter((id) => !fields.includes(id) || id === field);
      const at = left.indexOf(field);
      const focus = left[at + 1] ?? left[at - 1];
      return { do: "run", command: removeFields(desk, desk.published.entity, fields), focus };
    }
    case "/":
      return { do: "insert", field };
    case "Escape":
      return { do: "none" };
    default:
      return undefined;
  }
}
