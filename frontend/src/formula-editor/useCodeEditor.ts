/** One CodeMirror editor in a React tree: made once, told what changes. */
import { EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { type RefObject, useEffect, useRef } from "react";
import { type NameOf, setLooks } from "./pills";
import { type EditorWords, extensions, type Surroundings } from "./setup";

export type CodeEditor = {
  /** Where the editor is put. */
  readonly place: RefObject<HTMLDivElement | null>;
  readonly view: RefObject<EditorView | null>;
};

export type Attributes = Readonly<Record<string, string>>;

export function useCodeEditor(
  value: string,
  around: Surroundings,
  attributes: Attributes,
  words: EditorWords,
): CodeEditor {
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const latest = useRef({ value, around, attributes });
  latest.current = { value, around, attributes };

  useEffect(() => {
    if (!place.current) return undefined;
    const now: Surroundings = {
      offering: () => latest.current.around.offering(),
      fields: () => latest.current.around.fields(),
      onChange: (source) => latest.current.around.onChange(source),
      onCursor: (at) => latest.current.around.onCursor(at),
      onBlur: () => latest.current.around.onBlur(),
    };
    const made = new EditorView({
      parent: place.current,
      state: EditorState.create({
        doc: latest.current.value,
        extensions: [
          ...extensions(now, words),
          EditorView.contentAttributes.of(() => latest.current.attributes),
        ],
      }),
    });
    view.current = made;
    return () => made.destroy();
  }, [words]);

  // A value that changes elsewhere (undo, another version) is taken over.
  useEffect(() => {
    const current = view.current?.state.doc.toString();
    if (current === undefined || current === value) return;
    view.current?.dispatch({ changes: { from: 0, to: current.length, insert: value } });
  }, [value]);

  return { place, view };
}

/** Draws names and the underline anew; an editor without a change of its own is told by this, too. */
export function useLooks(
  view: CodeEditor["view"],
  nameOf: NameOf,
  wrong: { readonly from: number; readonly to: number } | undefined,
): void {
  const { from, to } = wrong ?? { from: 0, to: 0 };
  useEffect(() => {
    view.current?.dispatch({ effects: setLooks.of({ nameOf, wrong: to > from ? { from, to } : undefined }) });
  }, [view, nameOf, from, to]);
}
