/** Fields of a formula as pills, and the underline below what is wrong; the text beneath stays what is stored. */
import { type Extension, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, WidgetType } from "@codemirror/view";
import { mentions } from "./model/readable";

/** The name of a field by its path; undefined where there is none that the author may see. */
export type NameOf = (path: string) => string | undefined;

type Place = { readonly from: number; readonly to: number };
type Looks = { readonly nameOf: NameOf; readonly wrong: Place | undefined };

class Pill extends WidgetType {
  readonly text: string;
  readonly known: boolean;

  constructor(text: string, known: boolean) {
    super();
    this.text = text;
    this.known = known;
  }

  override eq(other: Pill): boolean {
    return other.text === this.text && other.known === this.known;
  }

  override toDOM(): HTMLElement {
    const pill = document.createElement("span");
    pill.className = this.known ? "cm-pill" : "cm-pill cm-pill-unknown";
    pill.textContent = this.text;
    return pill;
  }

  override ignoreEvent(): boolean {
    return false;
  }
}

export const setLooks = StateEffect.define<Looks>();

type Drawn = Looks & { readonly pills: DecorationSet; readonly underline: DecorationSet };

function drawn(text: string, looks: Looks): Drawn {
  const pills = mentions(text).map(({ path, from, to }) => {
    const name = looks.nameOf(path);
    return Decoration.replace({ widget: new Pill(name ?? path, name !== undefined) }).range(from, to);
  });
  const from = Math.min(looks.wrong?.from ?? 0, text.length);
  const to = Math.min(looks.wrong?.to ?? 0, text.length);
  const wrong = looks.wrong && to > from ? [Decoration.mark({ class: "cm-wrong" }).range(from, to)] : [];
  return { ...looks, pills: Decoration.set(pills), underline: Decoration.set(wrong) };
}

/** What was underlined is not any more as soon as the text changes: it is judged anew. */
const field = StateField.define<Drawn>({
  create: (state) => drawn(state.doc.toString(), { nameOf: () => undefined, wrong: undefined }),
  update: (before, transaction) => {
    const set = transaction.effects.find((effect) => effect.is(setLooks));
    if (!set && !transaction.docChanged) return before;
    const looks = (set?.value as Looks | undefined) ?? { nameOf: before.nameOf, wrong: undefined };
    return drawn(transaction.state.doc.toString(), looks);
  },
  provide: (own) => [
    EditorView.decorations.from(own, (value) => value.pills),
    EditorView.decorations.from(own, (value) => value.underline),
    EditorView.atomicRanges.of((view) => view.state.field(own).pills),
  ],
});

export const pills: Extension = field;
