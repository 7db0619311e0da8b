import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Answered } from "@/ui/page/Answered";
import { Notice } from "@/ui/page/Notice";
import type { NamedPerson } from "@/ui/page/PeoplePicker";
import { type WhyQuestion, whyQuery } from "../api";
import { whyWords } from "../model/whyWords";
import style from "./people.module.css";

export type WhyAnswerProps = { readonly person: NamedPerson; readonly question: WhyQuestion };

export function WhyAnswer({ person, question }: WhyAnswerProps) {
  const { t } = useTranslation("people");
  const answer = useQuery(whyQuery(question));
  return (
    <section aria-label={t("why.answer")} aria-live="polite" className={style.stack}>
      <Answered query={answer}>
        {(data) => {
          const words = whyWords(data, person.name, t(`why.may.${question.action}`), t);
          return (
            <Notice tone={data.allowed ? "info" : "warning"}>
              <p>{words.headline}</p>
              <ul>
                {words.reasons.map((reason) => (
                  <li key={reason}>{reason}</li>
                ))}
              </ul>
            </Notice>
          );
        }}
      </Answered>
    </section>
  );
}
