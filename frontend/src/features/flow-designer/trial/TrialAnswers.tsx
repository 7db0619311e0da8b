import { RotateCcw } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useCellWords } from "@/field-cells/useCellWords";
import { IconButton } from "@/ui/shared/IconButton";
import { Select } from "@/ui/shared/Select";
import { useDesk } from "../DeskContext";
import { nodeName, nodeOf } from "../model/documents";
import { type Answer, answeredAgain, backTo, type Question, verdicts, verdictsAt } from "./model/question";
import style from "./Trial.module.css";
import type { TrialShown } from "./useTrial";

export type TrialAnswersProps = {
  readonly question: Question;
  readonly shown: TrialShown;
  readonly onRun: (question: Question) => Promise<void>;
};

const decided: ReadonlySet<Answer["verdict"]> = new Set(verdicts);

/** What was answered so far: each can be taken back or changed, and the trial goes on from there. */
export function TrialAnswers({ question, shown, onRun }: TrialAnswersProps) {
  const { t } = useTranslation("flowTrial");
  const { personName } = useCellWords();
  const { flow } = useDesk();
  if (question.answers.length === 0) return null;
  const refused = new Map(shown.refused.map((one) => [one.decision, one.problems]));
  return (
    <section className={style.block} aria-label={t("answers")}>
      <h3>{t("answers")}</h3>
      <ol className={style.answers}>
        {question.answers.map((answer, place) => {
          const node = nodeOf(flow, answer.node);
          const name = node ? nodeName(node) : t("initiatorsDesk");
          const problems = refused.get(place) ?? [];
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: an answer is what it is by its place
            <li key={place}>
              <span className={style.said}>
                {name}
                {answer.person ? ` · ${personName(answer.person) ?? ""}` : ""}
                {problems.map((problem) => (
                  <span key={problem.code} className={style.wrong}>
                    {problem.message}
                  </span>
                ))}
                {shown.unused.includes(place) ? <span className={style.wrong}>{t("unused")}</span> : null}
              </span>
              {decided.has(answer.verdict) ? (
                <Select<Answer["verdict"]>
                  size="small"
                  label={t("verdictOf", { node: name })}
                  value={answer.verdict}
                  options={verdictsAt(node).map(({ verdict, label }) => ({
                    id: verdict,
                    label: label || t(`verdict.${verdict}`),
                  }))}
                  onChange={(verdict) => void onRun(answeredAgain(question, place, { ...answer, verdict }))}
                />
              ) : (
                <span>{t(`verdict.${answer.verdict}`)}</span>
              )}
              <IconButton
                size="small"
                label={t("backTo", { node: name })}
                icon={<RotateCcw />}
                onClick={() => void onRun(backTo(question, place))}
              />
            </li>
          );
        })}
      </ol>
    </section>
  );
}
