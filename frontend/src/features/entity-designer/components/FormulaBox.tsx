import { FormulaEditor, type FormulaEditorProps } from "@/formula-editor/FormulaEditor";
import { useDesk } from "../DeskContext";

export type FormulaBoxProps = Pick<
  FormulaEditorProps,
  "label" | "hint" | "value" | "own" | "expected" | "onCommit"
>;

/** A formula over the fields of this entity, tried on records that are there. */
export function FormulaBox(props: FormulaBoxProps) {
  const { document, running } = useDesk();
  return <FormulaEditor {...props} fields={document.fields} running={running} />;
}
