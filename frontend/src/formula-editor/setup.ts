/** The editor without React: what its text is, how it behaves, and how it looks. */
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { EditorState, type Extension } from "@codemirror/state";
import { EditorView, keymap, placeholder } from "@codemirror/view";
import { completion, type Offering } from "./completion";
import type { FormulaField } from "./model/fields";
import { readable, written } from "./model/readable";
import { pills } from "./pills";
import { theme } from "./theme";

/** What the extensions ask for anew each time: the editor outlives the values of one rendering. */
export type Surroundings = {
  readonly offering: () => Offering;
  readonly fields: () => readonly FormulaField[];
  readonly onChange: (source: string) => void;
  readonly onCursor: (at: number) => void;
  readonly onBlur: () => void;
};

export type EditorWords = { readonly empty: string; readonly phrases: Readonly<Record<string, string>> };

/** Where a closing parenthesis stands already and all are paired, typing it steps over it. */
const stepOver = EditorView.inputHandler.of((view, from, to, text) => {
  const source = view.state.doc.toString();
  if (from !== to || text !== ")" || source[from] !== ")") return false;
  const opened = source.split("(").length;
  if (opened > source.split(")").length) return false;
  view.dispatch({ selection: { anchor: from + 1 }, userEvent: "select" });
  return true;
});

export function extensions(around: Surroundings, words: EditorWords): readonly Extension[] {
  return [
    history(),
    pills,
    completion(around.offering),
    stepOver,
    keymap.of([...defaultKeymap, ...historyKeymap]),
    EditorView.lineWrapping,
    placeholder(words.empty),
    EditorState.phrases.of(words.phrases),
    EditorView.clipboardOutputFilter.of((text) => readable(text, around.fields())),
    EditorView.clipboardInputFilter.of((text) => written(text, around.fields())),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) around.onChange(update.state.doc.toString());
      if (update.docChanged || update.selectionSet) around.onCursor(update.state.selection.main.head);
      if (update.focusChanged && !update.view.hasFocus) around.onBlur();
    }),
    theme,
  ];
}
