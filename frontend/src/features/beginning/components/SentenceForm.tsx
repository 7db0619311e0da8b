import { Sparkles } from "lucide-react";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { ProgressBar } from "@/ui/page/ProgressBar";
import { Button } from "@/ui/shared/Button";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { TextField } from "@/ui/shared/TextField";
import { type SpecShown, specify } from "../api";
import style from "./beginning.module.css";

export type SentenceFormProps = {
  readonly wish: string;
  readonly onWish: (wish: string) => void;
  readonly onShown: (shown: SpecShown) => void;
};

const examples = ["devices", "leave", "complaints"] as const;

/** What the app shall be in one's own words; the model's answer can be waited for or given up. */
export function SentenceForm({ wish, onWish, onShown }: SentenceFormProps) {
  const { t } = useTranslation(["beginning", "common"]);
  const asked = useRef<AbortController>(undefined);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  useEffect(() => () => asked.current?.abort(), []);
  const ask = async (event: FormEvent) => {
    event.preventDefault();
    const question = new AbortController();
    asked.current = question;
    setBusy(true);
    setProblem(undefined);
    try {
      onShown(await specify(wish.trim(), question.signal));
    } catch (refusal) {
      if (question.signal.aborted) return;
      setProblem(refusal);
      setBusy(false);
    }
  };
  const giveUp = () => {
    asked.current?.abort();
    setBusy(false);
  };
  return (
    <form className={style.stack} onSubmit={(event) => void ask(event)}>
      <TextField
        label={t("sentence.wish")}
        hint={t("sentence.wishHint")}
        rows={4}
        required
        maxLength={2000}
        value={wish}
        onChange={onWish}
      />
      <fieldset className={style.examples}>
        <legend className={style.meta}>{t("sentence.examples")}</legend>
        {examples.map((one) => (
          <button
            key={one}
            type="button"
            className={style.example}
            onClick={() => onWish(t(`sentence.example.${one}`))}
          >
            {t(`sentence.example.${one}`)}
          </button>
        ))}
      </fieldset>
      {problem ? <ProblemNotice problem={problem} /> : null}
      {busy ? <ProgressBar label={t("sentence.busy")} done={0} /> : null}
      <div className={style.foot}>
        <Button type="submit" look="primary" icon={<Sparkles />} busy={busy} disabled={wish.trim() === ""}>
          {t("sentence.ask")}
        </Button>
        {busy ? <Button onClick={giveUp}>{t("common:cancel")}</Button> : null}
      </div>
    </form>
  );
}
