/** What a key means on a row of the table of fields. */
import type { EntityDraft } from "@/designing/fields/documents";
import type { EntityCommand } from "./commands";
import { moveStep } from "./deeds";

export type KeyDeed =
  | { readonly do: "select" | "open" | "insert" | "remove" | "duplicate"; readonly field: string }
  | { readonly do: "none" }
  | { readonly do: "run"; readonly command: EntityCommand; readonly field: string };

export type KeyPress = {
  readonly key: string;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
};

const steps: Readonly<Record<string, 1 | -1>> = { ArrowDown: 1, ArrowUp: -1 };
const plain: Readonly<Record<string, "open" | "insert" | "remove">> = {
  Enter: "open",
  F2: "open",
  Delete: "remove",
  Backspace: "remove",
  "/": "insert",
};

export function keyDeed(press: KeyPress, field: string, entity: EntityDraft): KeyDeed | undefined {
  const step = steps[press.key];
  if (step && press.altKey) {
    const command = moveStep(entity, field, step);
    return command && { do: "run", command, field };
  }
  if (press.ctrlKey || press.metaKey) {
    return press.key.toLowerCase() === "d" ? { do: "duplicate", field } : undefined;
  }
  if (step) {
    const ids = entity.fields.map((one) => one.id);
    const next = ids[ids.indexOf(field) + step];
    return next === undefined ? undefined : { do: "select", field: next };
  }
  if (press.key === "Escape") return { do: "none" };
  const deed = plain[press.key];
  return deed && { do: deed, field };
}
