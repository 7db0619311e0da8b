import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { withMembers } from "@/designing/model/canonical";
import { Button } from "@/ui/shared/Button";
import type { AbcAnswer } from "@/widget-charts/widget";
import { cardAnswerQuery } from "../../api";
import { useBoard } from "../../BoardContext";
import { setCard } from "../../model/deeds";
import { type CardDraft, cutoffDefaults } from "../../model/documents";
import { ClassWriter } from "../ClassWriter";
import style from "../Panel.module.css";
import type { CardEditor } from "./editors";
import { NumberSetting } from "./NumberSetting";

type Cutoffs = { readonly a: string; readonly b: string };

const cutoffsOf = (card: CardDraft): Cutoffs => ({
  ...cutoffDefaults,
  ...(card.cutoffs as Partial<Cutoffs> | undefined),
});

/** Whole percents as the fractions that documents hold: 80 is "0.8". */
const fraction = (percent: number): string => String(percent / 100);
const percent = (text: string): number => Math.round(Number(text) * 100);

/** Where A ends and B ends: drawn, dragged and typed; the classes go into a field of the records from here. */
export const CutoffsEditor: CardEditor = function CutoffsEditor({ card }) {
  const { t } = useTranslation("dashboardDesigner");
  const { board, run } = useBoard();
  const [writing, setWriting] = useState(false);
  const cutoffs = cutoffsOf(card);
  const [a, b] = [percent(cutoffs.a), percent(cutoffs.b)];
  const { data } = useQuery(cardAnswerQuery(board, card, undefined));
  const answer = data && !("problem" in data) ? (data as unknown as AbcAnswer) : undefined;
  const put = (next: Partial<Cutoffs>) =>
    run(setCard(board, card, { cutoffs: withMembers(cutoffs, next, cutoffDefaults) }));
  const bounds = { a: [1, b - 1], b: [a + 1, 100] } as const;
  return (
    <fieldset className={style.rows}>
      <legend>{t("abc.cutoffs")}</legend>
      <div className={style.share} aria-hidden="true">
        {([a, b - a, 100 - b] as const).map((share, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the classes in their order
          <span key={at} style={{ flexGrow: share }}>
            {"ABC"[at]}
          </span>
        ))}
      </div>
      {(["a", "b"] as const).map((name) => {
        const [least, most] = bounds[name];
        const value = name === "a" ? a : b;
        return (
          <div key={name} className={style.cutoff}>
            <label>
              {t(`abc.${name}`)}
              <input
                type="range"
                min={1}
                max={100}
                value={value}
                aria-valuetext={`${value}%`}
                onChange={(event) =>
                  put({ [name]: fraction(Math.max(least, Math.min(most, Number(event.target.value)))) })
                }
              />
            </label>
            <NumberSetting
              label={t("abc.percent", { name: name.toUpperCase() })}
              value={value}
              least={least}
              most={most}
              onCommit={(next) => put({ [name]: fraction(next) })}
            />
          </div>
        );
      })}
      <Button disabled={!answer} onClick={() => setWriting(true)}>
        {t("abc.write")}
      </Button>
      {writing && answer ? (
        <ClassWriter card={card} answer={answer} onClose={() => setWriting(false)} />
      ) : null}
    </fieldset>
  );
};
