import { FastForward } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useCellWords } from "@/field-cells/useCellWords";
import { formatMoment } from "@/lib/moments";
import { Button } from "@/ui/shared/Button";
import { useDesk } from "../DeskContext";
import { nodeName, nodeOf } from "../model/documents";
import { type Answer, type Question, withAnswer } from "./model/question";
import style from "./Trial.module.css";
import { TrialDecision } from "./TrialDecision";
import type { TrialShown, TrialWait } from "./useTrial";

export type TrialWaitsProps = {
  readonly question: Question;
  readonly shown: TrialShown;
  readonly busy: boolean;
  readonly onRun: (question: Question) => Promise<void>;
};

/** What the trial waits for now, each with the answers that can be given. */
export function TrialWaits({ question, shown, busy, onRun }: TrialWaitsProps) {
  const { t } = useTranslation("flowTrial");
  // A join waits for its branches, which are asked above it.
  const waits = shown.waits.filter((wait) => wait.what !== "branches");
  if (waits.length === 0) return null;
  const onAnswer = (answer: Answer) => void onRun(withAnswer(question, answer));
  return (
    <section className={style.block} aria-label={t("waits")} aria-busy={busy || undefined}>
      <h3>{t("waits")}</h3>
      {waits.map((wait) => (
        <Wait key={wait.visit} wait={wait} busy={busy} onAnswer={onAnswer} />
      ))}
    </section>
  );
}

type WaitProps = {
  readonly wait: TrialWait;
  readonly busy: boolean;
  readonly onAnswer: (answer: Answer) => void;
};

function Wait({ wait, busy, onAnswer }: WaitProps) {
  const { t } = useTranslation("flowTrial");
  const { flow } = useDesk();
  const { zone } = useCellWords();
  const node = nodeOf(flow, wait.node);
  const [person, setPerson] = useState<string>();
  const holder = wait.people.find((one) => one.id === person) ?? wait.people[0];
  const name = node ? nodeName(node) : t("initiatorsDesk");
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend cannot stand in a row with the names
    <div className={style.wait} role="group" aria-label={name}>
      <p className={style.stepHead}>
        <strong>{name}</strong>
        <span className={style.hint}>{t(`wait.${wait.what}`)}</span>
      </p>
      {wait.people.length > 1 ? (
        <div className={style.row}>
          {wait.people.map((one) => (
            <Button
              key={one.id}
              size="small"
              look={one.id === holder?.id ? "plain" : "quiet"}
              aria-pressed={one.id === holder?.id}
              onClick={() => setPerson(one.id)}
            >
              {one.name}
            </Button>
          ))}
        </div>
      ) : (
        <p>{holder?.name}</p>
      )}
      {wait.what === "decision" && holder ? (
        <TrialDecision node={node} person={holder} busy={busy} onAnswer={onAnswer} />
      ) : null}
      <div className={style.row}>
        {wait.what === "resubmission" ? (
          <Button
            size="small"
            disabled={busy}
            onClick={() => onAnswer({ node: wait.node, verdict: "resubmit" })}
          >
            {t("verdict.resubmit")}
          </Button>
        ) : null}
        {wait.what === "reply"
          ? (["reply", "fail"] as const).map((verdict) => (
              <Button
                key={verdict}
                size="small"
                disabled={busy}
                onClick={() =>
                  onAnswer({ node: wait.node, verdict, ...(verdict === "reply" ? { reply: {} } : {}) })
                }
              >
                {t(`verdict.${verdict}`)}
              </Button>
            ))
          : null}
        {wait.due_at ? (
          <Button
            size="small"
            look="quiet"
            disabled={busy}
            icon={<FastForward size={14} />}
            onClick={() => onAnswer({ node: wait.node, verdict: "timeout" })}
          >
            {t("forward", { at: formatMoment(wait.due_at, zone) })}
          </Button>
        ) : null}
      </div>
    </div>
  );
}
