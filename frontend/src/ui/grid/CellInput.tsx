import { useEffect, useRef } from "react";
import { joinNames } from "@/lib/joinNames";
import style from "./Grid.module.css";
import { useGridActions } from "./gridContext";
import type { Editing } from "./model/gridState";
import type { Place } from "./model/gridTypes";

export type CellInputProps = {
  readonly place: Place;
  readonly label: string;
  /** The cell's value as text, put into the input when editing starts with F2, Enter or a double click. */
  readonly text: string;
  readonly editable: boolean;
  readonly ownEditor: boolean;
  readonly editing: Editing | null;
  readonly align: "start" | "end";
};

/**
 * The one focusable thing of the active cell. While browsing it lies invisible over the cell and catches what is
 * typed, so that an input method can start composing at the first key; for text cells it then simply becomes visible.
 */
export function CellInput({ place, label, text, editable, ownEditor, editing, align }: CellInputProps) {
  const actions = useGridActions();
  const input = useRef<HTMLTextAreaElement>(null);
  const composing = useRef(false);
  const prefill = editing !== null && !editing.typing;

  useEffect(() => {
    if (actions.focused.current) input.current?.focus({ preventScroll: true });
  }, [actions]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: only the start and the end of editing set the text; later changes are the person's
  useEffect(() => {
    const area = input.current;
    if (!area) return;
    if (prefill) {
      area.value = text;
      area.setSelectionRange(text.length, text.length);
      area.focus({ preventScroll: true });
    } else if (editing === null) area.value = "";
  }, [prefill, editing === null]);

  const take = (value: string) => {
    if (!ownEditor) {
      actions.draftText(value);
      if (editing === null) actions.startTyping(place);
    } else if (!composing.current && value !== "") {
      actions.startWith(place, value);
    }
  };

  return (
    <textarea
      ref={input}
      rows={1}
      aria-label={label}
      readOnly={!editable}
      autoComplete="off"
      spellCheck={false}
      className={joinNames(style.input, editing !== null && style.visible, align === "end" && style.end)}
      onInput={(event) => take(event.currentTarget.value)}
      onCompositionStart={() => {
        composing.current = true;
      }}
      onCompositionEnd={(event) => {
        composing.current = false;
        take(event.currentTarget.value);
      }}
      onBlur={() => actions.finish()}
    />
  );
}
