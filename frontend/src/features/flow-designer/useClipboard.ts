/** Ctrl+C and Ctrl+V of steps, in this flow and across flows and windows: the system's clipboard carries them. */
import { useEffect } from "react";
import { isTyping } from "@/designing/keys";
import { useDeskRef } from "./DeskContext";
import type { Line } from "./model/commands";
import { readCopied, writeCopied } from "./model/copies";
import { stepOf } from "./model/deeds";

export function useClipboard(): void {
  const desk = useDeskRef();
  useEffect(() => {
    const outside = (event: Event) =>
      isTyping(event.target) || document.querySelector("dialog[open]") !== null;
    const copy = (event: ClipboardEvent) => {
      const { selection, copy: take } = desk.current;
      if (outside(event) || selection.kind !== "node" || !getSelection()?.isCollapsed) return;
      const copied = take(selection.id);
      if (!copied) return;
      event.clipboardData?.setData("text/plain", writeCopied(copied));
      event.preventDefault();
    };
    const pasted = (event: ClipboardEvent) => {
      const copied = outside(event)
        ? undefined
        : readCopied(event.clipboardData?.getData("text/plain") ?? "");
      const { current } = desk;
      const at = afterSelection(current);
      if (!copied || at.length === 0) return;
      event.preventDefault();
      current.paste(at, copied);
    };
    document.addEventListener("copy", copy);
    document.addEventListener("paste", pasted);
    return () => {
      document.removeEventListener("copy", copy);
      document.removeEventListener("paste", pasted);
    };
  }, [desk]);
}

/** After the selected step, in the selected branch, or at the very beginning. */
function afterSelection(desk: ReturnType<typeof useDeskRef>["current"]): readonly Line[] {
  const { selection } = desk;
  if (selection.kind === "flow") return [{ source: null, port: "" }];
  if (selection.kind === "branch") return [{ source: selection.node, port: selection.id }];
  const step = stepOf(desk, selection.id);
  return step ? (step.exit.length > 0 ? step.exit : step.entry) : [];
}
