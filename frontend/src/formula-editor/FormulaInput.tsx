/** The formula editor itself: the text, what is wrong with it, the function at the cursor, and what it gives. */
import { useCallback, useId, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { FormulaEditorProps } from "./FormulaEditor";
import style from "./FormulaEditor.module.css";
import { fieldAt, formulaFields } from "./model/fields";
import { type Judgement, judge } from "./model/judging";
import { wordsIn } from "./model/problems";
import { SampleResults } from "./SampleResults";
import { SignatureHint } from "./SignatureHint";
import type { Surroundings } from "./setup";
import { useCodeEditor, useLooks } from "./useCodeEditor";
import { useFormulaScope } from "./useFormulaScope";

const pause = 500;

export function FormulaInput(props: FormulaEditorProps) {
  const { label, hint, value, fields, own, expected, onCommit, running, shown, rows } = props;
  const { t, i18n } = useTranslation(["formulas", "designing"]);
  const id = useId();
  const scope = useFormulaScope(fields);
  const words = useMemo(() => wordsIn(i18n.language), [i18n.language]);
  const offered = useMemo(() => formulaFields(scope, own), [scope, own]);
  const [source, setSource] = useState(value);
  const [cursor, setCursor] = useState(0);
  const judgement = useMemo(() => judge(source, scope, words, expected), [source, scope, words, expected]);
  const { problem, checked } = judgement;
  const around = useTyping({ value, source, judgement, onCommit, setSource, setCursor });
  const phrases = useMemo(
    () => ({
      empty: t("empty"),
      phrases: { Completions: t("completions"), "current match": t("completions") },
    }),
    [t],
  );
  const editor = useCodeEditor(
    value,
    {
      ...around,
      offering: () => ({
        fields: offered,
        language: i18n.language,
        typeName: (type) => t(`designing:type.${type}`),
      }),
      fields: () => offered,
    },
    {
      role: "textbox",
      "aria-labelledby": `${id}-label`,
      "aria-describedby": `${id}-state ${id}-hint`,
      "aria-invalid": problem ? "true" : "false",
      spellcheck: "false",
      translate: "no",
    },
    phrases,
  );
  const nameOf = useCallback((path: string) => fieldAt(scope, path.split("."))?.name, [scope]);
  useLooks(editor.view, nameOf, problem);
  return (
    <div className={style.formula}>
      <span id={`${id}-label`} className={style.label}>
        {label}
      </span>
      <div ref={editor.place} className={style.editor} />
      <div id={`${id}-state`} className={style.state} aria-live="polite">
        {problem ? <span className={style.problem}>{problem.text}</span> : null}
        {checked ? t("gives", { kind: words(`kind.${checked.type.kind ?? "blank"}`) }) : null}
      </div>
      <SignatureHint source={source} cursor={cursor} words={words} />
      <p id={`${id}-hint`} className={style.hint}>
        {hint ?? t("hint")}
      </p>
      {running && checked ? (
        <SampleResults checked={checked} scope={scope} running={running} shown={shown} rows={rows} />
      ) : null}
    </div>
  );
}

type Typing = {
  readonly value: string;
  readonly source: string;
  readonly judgement: Judgement;
  readonly onCommit: FormulaEditorProps["onCommit"];
  readonly setSource: (source: string) => void;
  readonly setCursor: (at: number) => void;
};

/** What is typed becomes a step after a pause and when the editor is left, not with every key. */
function useTyping(typing: Typing): Pick<Surroundings, "onChange" | "onCursor" | "onBlur"> {
  const latest = useRef(typing);
  latest.current = typing;
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const send = useCallback(() => {
    clearTimeout(timer.current);
    const { value, source, judgement, onCommit } = latest.current;
    if (source !== value) onCommit(source, judgement.checked?.type.kind ?? undefined);
  }, []);
  return {
    onChange: (source) => {
      typing.setSource(source);
      clearTimeout(timer.current);
      timer.current = setTimeout(send, pause);
    },
    onCursor: typing.setCursor,
    onBlur: send,
  };
}
