/** Completion of fields and functions inside the editor. */
import {
  acceptCompletion,
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
  startCompletion,
} from "@codemirror/autocomplete";
import type { Extension } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import { operandExpected, quotedAt } from "./model/calls";
import { aliasesOf, explanation, type Offer, offers } from "./model/completing";
import type { FormulaField } from "./model/fields";

export type Offering = {
  readonly fields: readonly FormulaField[];
  readonly language: string;
  /** What a type of field is called. */
  readonly typeName: (type: string) => string;
};

const word = /\{[^{}]*$|[\p{L}_][\p{L}\p{N}_.]*$/u;

/** Replaces what was typed; the cursor goes behind a field and into the parentheses of a function. */
function putIn(offer: Offer) {
  return (view: EditorView, _completion: Completion, from: number, to: number) => {
    const insert = offer.sort === "field" ? `{${offer.field.path}}` : `${offer.name}()`;
    const closed = offer.sort === "field" && view.state.sliceDoc(from, from + 1) === "{";
    const end = closed && view.state.sliceDoc(to, to + 1) === "}" ? to + 1 : to;
    const anchor = from + insert.length - (offer.sort === "field" ? 0 : 1);
    view.dispatch({ changes: { from, to: end, insert }, selection: { anchor }, userEvent: "input.complete" });
  };
}

function shown(offer: Offer, { language, typeName }: Offering): Completion {
  if (offer.sort === "field") {
    return {
      label: offer.field.name,
      detail: typeName(offer.field.type),
      type: "field",
      apply: putIn(offer),
    };
  }
  const alias = language.startsWith("zh") ? (aliasesOf(offer.name)[0] ?? "") : "";
  return {
    label: offer.name,
    detail: alias,
    info: explanation(offer.name, language),
    type: "function",
    apply: putIn(offer),
  };
}

function source(offering: () => Offering) {
  const found = (context: CompletionContext): CompletionResult | null => {
    const before = context.state.sliceDoc(0, context.pos);
    if (quotedAt(before)) return null;
    const typed = word.exec(before)?.[0] ?? "";
    if (typed === "" && !context.explicit) return null;
    const now = offering();
    const options = offers(now.fields, typed.replace(/^\{/, "")).map((offer) => shown(offer, now));
    if (options.length === 0) return null;
    // With the letter itself, not a moment later: Enter typed right behind it takes what the letters say.
    const update: CompletionResult["update"] = (_current, _from, _to, typing) => found(typing);
    return { from: context.pos - typed.length, options, filter: false, update };
  };
  return found;
}

/** A slash opens the list where a value is to come; after a value it divides. */
const slash = keymap.of([
  {
    key: "/",
    run: (view) => {
      const { head, empty } = view.state.selection.main;
      const before = view.state.sliceDoc(0, head);
      if (!empty || quotedAt(before) || !operandExpected(before, head)) return false;
      return startCompletion(view);
    },
  },
]);

/** A list that scrolls can be reached, as every scrolling part of a page. */
const reachableList = EditorView.updateListener.of(({ view }) => {
  view.requestMeasure({
    key: "reachable-list",
    read: () => view.dom.querySelector<HTMLElement>(".cm-tooltip-autocomplete > ul"),
    write: (list) => {
      if (list) list.tabIndex = 0;
    },
  });
});

export const completion = (offering: () => Offering): Extension => [
  autocompletion({
    override: [source(offering)],
    icons: false,
    activateOnTypingDelay: 0,
    interactionDelay: 0,
    maxRenderedOptions: 60,
  }),
  slash,
  // Tab would leave the editor with the list still wanted; without a list it leaves as everywhere.
  keymap.of([{ key: "Tab", run: acceptCompletion }]),
  reachableList,
];
