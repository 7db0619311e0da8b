import { Play } from "lucide-react";
import { useEffect, useId, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { FieldDocument } from "@/api/documents";
import { useCellWords } from "@/field-cells/useCellWords";
import { LinkPicker } from "@/field-widgets/LinkPicker";
import { traceOf } from "@/flow-canvas/trace";
import type { FlowTrace } from "@/flow-canvas/words";
import { isObject, type Json } from "@/lib/json";
import { Notice } from "@/ui/page/Notice";
import { PeoplePicker } from "@/ui/page/PeoplePicker";
import { Button } from "@/ui/shared/Button";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { useDesk } from "../DeskContext";
import { nodeName } from "../model/documents";
import { asksForPeople, type Named, type Question } from "./model/question";
import style from "./Trial.module.css";
import { TrialAnswers } from "./TrialAnswers";
import { TrialPath } from "./TrialPath";
import { TrialWaits } from "./TrialWaits";
import { type TrialShown, useTrial } from "./useTrial";

export type TrialPanelProps = {
  /** Saves the draft; false if that did not work. */
  readonly flush: () => Promise<boolean>;
  /** What the tree and the canvas show of the trial; undefined when there is none. Stays the same function. */
  readonly onTrace: (trace: FlowTrace | undefined) => void;
};

/** The draft walked through with a sample record: which way, why, who would be asked, what would be done. Nothing is. */
export function TrialPanel({ flush, onTrace }: TrialPanelProps) {
  const { t } = useTranslation("flowTrial");
  const heading = useId();
  const { flow, view } = useDesk();
  const revision = view.revisions[flow.id];
  // Saving before a trial makes a new revision: what was tried is known only when the answer is there.
  const saved = useRef(revision);
  saved.current = revision;
  const top = useRef<HTMLHeadingElement>(null);
  const onShown = (shown: TrialShown | undefined) =>
    onTrace(shown && traceOf(flow, shown.path, shown.status === "finished"));
  const { state, ask, run } = useTrial({
    flow: flow.id,
    flush,
    revision: () => saved.current,
    onShown,
  });
  const { question, shown, busy } = state;
  useEffect(() => () => onTrace(undefined), [onTrace]);
  useEffect(() => {
    // The button that was pressed may be gone: reading goes on from the top of the result.
    if (shown && document.activeElement === document.body) top.current?.focus({ preventScroll: true });
  }, [shown]);
  const stale = shown !== undefined && (state.revision !== revision || view.state === "waiting");
  return (
    <section className={style.panel} aria-labelledby={heading}>
      <h2 id={heading} ref={top} tabIndex={-1}>
        {t("title")}
      </h2>
      <p className={style.hint}>{t("hint")}</p>
      <form
        className={style.form}
        onSubmit={(event) => {
          event.preventDefault();
          void run({ ...question, answers: [] });
        }}
      >
        <Asked question={question} onChange={ask} />
        <Button look="primary" type="submit" block busy={busy} icon={<Play size={15} />}>
          {t(shown ? "again" : "run")}
        </Button>
      </form>
      {state.problem ? <ProblemNotice problem={state.problem} /> : null}
      {stale ? (
        <Notice
          tone="warning"
          action={
            <Button size="small" onClick={() => void run(question)}>
              {t("again")}
            </Button>
          }
        >
          {t("stale")}
        </Notice>
      ) : null}
      {shown ? (
        <>
          <Outcome shown={shown} />
          <TrialAnswers question={question} shown={shown} onRun={run} />
          <TrialWaits question={question} shown={shown} busy={busy} onRun={run} />
          <TrialPath shown={shown} />
        </>
      ) : null}
    </section>
  );
}

type AskedProps = { readonly question: Question; readonly onChange: (question: Question) => void };

/** The record, who starts, and whom they pick. */
function Asked({ question, onChange }: AskedProps) {
  const { t } = useTranslation("flowTrial");
  const words = useCellWords();
  const { flow, entity } = useDesk();
  const field: FieldDocument = {
    id: "record",
    key: "record",
    name: t("record"),
    type: "link",
    widget: "link-picker",
    cell: "link",
    operators: [],
    access: "write",
    entity_key: entity.key,
  };
  return (
    <>
      <LinkPicker
        field={field}
        frame={{ label: t("record"), hint: t("recordHint", { entity: entity.name }) }}
        value={question.record ? { id: question.record.id, title: question.record.name } : null}
        onChange={(value) => onChange({ ...question, record: recordOf(value), answers: [] })}
        disabled={false}
        words={words}
      />
      <PeoplePicker
        label={t("initiator")}
        hint={t("initiatorHint")}
        value={question.initiator ? [question.initiator] : []}
        onChange={([initiator]) => onChange({ ...question, initiator, answers: [] })}
      />
      {asksForPeople(flow.nodes).map((node) => (
        <PeoplePicker
          key={node.id}
          label={t("chosen", { node: nodeName(node) })}
          many
          value={question.chosen[node.id] ?? []}
          onChange={(people) => onChange({ ...question, chosen: { ...question.chosen, [node.id]: people } })}
        />
      ))}
    </>
  );
}

function recordOf(value: Json): Named | undefined {
  if (!isObject(value)) return undefined;
  return { id: String(value.id), name: String(value.title ?? value.id) };
}

function Outcome({ shown }: { readonly shown: TrialShown }) {
  const { t } = useTranslation("flowTrial");
  const tone = shown.status === "failed" ? "danger" : shown.status === "running" ? "info" : "success";
  return (
    <div className={style.block}>
      <Notice tone={tone}>
        <strong>{shown.title}</strong> {t(`status.${shown.status}`)}
        {shown.outcome ? ` · ${t(`outcome.${shown.outcome}`, { defaultValue: shown.outcome })}` : ""}
      </Notice>
      {shown.failures.map((failure) => (
        <Notice key={`${failure.node}-${failure.code}`} tone="danger">
          {failure.message}
        </Notice>
      ))}
      {shown.trigger.result === false ? <Notice tone="warning">{t("notTriggered")}</Notice> : null}
    </div>
  );
}
