/** The look of the editor, from the design tokens. */
import { EditorView } from "@codemirror/view";

export const theme = EditorView.theme({
  "&": {
    backgroundColor: "var(--surface)",
    color: "var(--text)",
    border: "1px solid var(--control-line)",
    borderRadius: "var(--radius-medium)",
    fontSize: "var(--font-body)",
  },
  "&.cm-focused": { borderColor: "var(--accent)", outline: "2px solid var(--accent)", outlineOffset: "-1px" },
  ".cm-scroller": { fontFamily: "var(--font-mono)", lineHeight: "1.7", maxHeight: "240px" },
  ".cm-content": { padding: "6px 4px", minHeight: "72px", caretColor: "var(--text)" },
  ".cm-line": { padding: "0 6px" },
  ".cm-placeholder": { color: "var(--text-3)", fontFamily: "var(--font-family)" },
  "& .cm-cursor": { borderLeftColor: "var(--text)" },
  ".cm-pill": {
    display: "inline-block",
    margin: "0 1px",
    padding: "0 6px",
    borderRadius: "var(--radius-small)",
    backgroundColor: "var(--accent-soft)",
    color: "var(--accent-text)",
    fontFamily: "var(--font-family)",
    lineHeight: "1.5",
  },
  ".cm-pill-unknown": {
    backgroundColor: "var(--danger-soft)",
    color: "var(--danger-text)",
    textDecoration: "line-through",
  },
  ".cm-wrong": { textDecoration: "underline wavy var(--danger-mark)", textUnderlineOffset: "3px" },
  ".cm-tooltip": {
    backgroundColor: "var(--surface)",
    color: "var(--text)",
    border: "1px solid var(--line-strong)",
    borderRadius: "var(--radius-medium)",
    boxShadow: "0 6px 20px var(--shadow)",
    zIndex: "var(--layer-menu)",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": {
    fontFamily: "var(--font-family)",
    maxHeight: "260px",
    minWidth: "220px",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": {
    display: "flex",
    justifyContent: "space-between",
    gap: "12px",
    padding: "5px 10px",
    lineHeight: "1.5",
  },
  ".cm-tooltip-autocomplete > ul > li[aria-selected]": {
    backgroundColor: "var(--accent)",
    color: "var(--on-solid)",
  },
  ".cm-completionDetail": { marginLeft: "0", fontStyle: "normal", color: "var(--text-3)" },
  "li[aria-selected] .cm-completionDetail": { color: "var(--on-solid)" },
  ".cm-completionMatchedText": { textDecoration: "none" },
  ".cm-tooltip.cm-completionInfo": { padding: "8px 10px", maxWidth: "260px", fontSize: "var(--font-small)" },
});
