/** Which key means what: a pure table from key presses to commands. */
import type { Modifiers, MoveKey } from "./selection";

export type KeyPress = {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
  readonly isComposing: boolean;
};

export type KeyCommand =
  | ({ readonly do: "move"; readonly key: MoveKey } & Modifiers)
  | { readonly do: "save"; readonly move: MoveKey }
  | {
      readonly do:
        | "edit"
        | "cancel"
        | "leave"
        | "clear"
        | "fillDown"
        | "fillRight"
        | "undo"
        | "redo"
        | "selectAll"
        | "open"
        | "tick"
        | "collapse"
        | "expand";
    };

const arrows: Readonly<Record<string, MoveKey>> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
  Home: "home",
  End: "end",
  PageUp: "pageUp",
  PageDown: "pageDown",
};

const withControl: Readonly<Record<string, KeyCommand>> = {
  d: { do: "fillDown" },
  r: { do: "fillRight" },
  z: { do: "undo" },
  y: { do: "redo" },
  a: { do: "selectAll" },
};

const plain: Readonly<Record<string, KeyCommand>> = {
  Enter: { do: "edit" },
  F2: { do: "edit" },
  Escape: { do: "leave" },
  Delete: { do: "clear" },
  Backspace: { do: "clear" },
  " ": { do: "open" },
};

/** While a cell is being edited the text belongs to its input; only leaving keys are ours. */
function whileEditing(press: KeyPress): KeyCommand | undefined {
  if (press.key === "Escape") return { do: "cancel" };
  if (press.key === "Tab") return { do: "save", move: press.shiftKey ? "previous" : "next" };
  if (press.key === "Enter" && !press.altKey) return { do: "save", move: press.shiftKey ? "up" : "down" };
  return undefined;
}

function onGroup(press: KeyPress): KeyCommand | undefined {
  if (press.key === "ArrowLeft") return { do: "collapse" };
  if (press.key === "ArrowRight") return { do: "expand" };
  return undefined;
}

export function commandOf(
  press: KeyPress,
  where: { editing: boolean; group: boolean },
): KeyCommand | undefined {
  // Keys that steer an IME's candidate list are never ours.
  if (press.isComposing || press.key === "Process") return undefined;
  if (where.editing) return whileEditing(press);
  const far = press.ctrlKey || press.metaKey;
  const group = where.group && !press.shiftKey && !far ? onGroup(press) : undefined;
  if (group) return group;
  const arrow = arrows[press.key];
  if (arrow && !press.altKey) return { do: "move", key: arrow, extend: press.shiftKey, far };
  if (press.key === "Tab") return { do: "move", key: press.shiftKey ? "previous" : "next" };
  if (far && press.shiftKey && press.key.toLowerCase() === "z") return { do: "redo" };
  if (far) return withControl[press.key.toLowerCase()];
  if (press.shiftKey && press.key === " ") return { do: "tick" };
  if (press.altKey || press.shiftKey) return undefined;
  return plain[press.key];
}
