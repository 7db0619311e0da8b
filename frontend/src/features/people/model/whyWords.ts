/** The answer to 'why can this person do that' as sentences. */
import type { TFunction } from "i18next";
import type { WhyAnswer } from "../api";

export type WhyWords = { readonly headline: string; readonly reasons: readonly string[] };

/** `may`: what is asked about, in words, such as 'edit'. */
export function whyWords(answer: WhyAnswer, name: string, may: string, t: TFunction<"people">): WhyWords {
  return {
    headline: t(`why.because.${answer.because}`, { name, may }),
    reasons: answer.reasons.map(({ role_name: role, rows, right }) => {
      const records = t(`right.rows.${rows.rows}`);
      return right
        ? t("why.reasonWithField", { role, records, right: t(`why.right.${right}`) })
        : t("why.reason", { role, records });
    }),
  };
}
