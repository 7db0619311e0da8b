/** Which key presses belong to the design and which to the text that is being typed. */

/** Text fields undo and copy their own text. */
export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]") !==
    null;

type Press = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "shiftKey" | "altKey">;

/** Undo and redo as both worlds press them. */
export function historyKey(press: Press): "undo" | "redo" | undefined {
  if (!(press.ctrlKey || press.metaKey) || press.altKey) return undefined;
  const key = press.key.toLowerCase();
  if (key === "z") return press.shiftKey ? "redo" : "undo";
  return key === "y" ? "redo" : undefined;
}
