/** What the keyboard can do, by place: the list that `?` opens. */

export type Shortcut = { readonly name: string; readonly keys: readonly string[] };

export const shortcuts: Readonly<Record<"everywhere" | "grid" | "record" | "tasks", readonly Shortcut[]>> = {
  everywhere: [
    { name: "search", keys: ["Ctrl K"] },
    { name: "list", keys: ["?"] },
  ],
  grid: [
    { name: "move", keys: ["↑", "↓", "←", "→"] },
    { name: "edit", keys: ["Enter", "F2"] },
    { name: "save", keys: ["Enter", "Tab"] },
    { name: "leave", keys: ["Esc"] },
    { name: "open", keys: ["Space"] },
    { name: "tick", keys: ["Shift Space"] },
    { name: "copy", keys: ["Ctrl C", "Ctrl X", "Ctrl V"] },
    { name: "fill", keys: ["Ctrl D", "Ctrl R"] },
    { name: "clear", keys: ["Delete"] },
    { name: "undo", keys: ["Ctrl Z", "Ctrl Y"] },
    { name: "all", keys: ["Ctrl A"] },
  ],
  record: [
    { name: "close", keys: ["Esc"] },
    { name: "full", keys: ["Ctrl Enter"] },
  ],
  tasks: [
    { name: "step", keys: ["J", "K"] },
    { name: "decide", keys: ["A", "R"] },
  ],
};

type Press = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey"> & { readonly target: unknown };

/** A question mark asks for the list, unless it is being typed into something. */
export function asksForShortcuts({ key, ctrlKey, metaKey, altKey, target }: Press): boolean {
  const typing =
    target instanceof HTMLElement && target.closest("input, textarea, select, [contenteditable]");
  const asked = key === "?" && !ctrlKey && !metaKey && !altKey;
  return asked && !typing && document.querySelector("dialog[open]") === null;
}
