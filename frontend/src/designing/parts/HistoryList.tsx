import { useTranslation } from "react-i18next";
import type { Command } from "../model/command";
import type { History } from "../model/timeline";
import { useSay } from "../useSay";
import style from "./HistoryList.module.css";

export type HistoryListProps = {
  readonly history: History<Command>;
  readonly onGo: (done: number) => void;
};

/** Every step as a sentence, the newest first; a click goes there, and further clicks go back again. */
export function HistoryList({ history, onGo }: HistoryListProps) {
  const { t } = useTranslation("designing");
  const say = useSay();
  const steps = [{ say: { key: "step.start" } }, ...history.commands];
  return (
    <ol className={style.list} reversed>
      {steps
        .map((step, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place in the history
          <li key={at}>
            <button
              type="button"
              className={style.step}
              aria-current={at === history.done ? "step" : undefined}
              data-undone={at > history.done || undefined}
              onClick={() => onGo(at)}
            >
              {say(step.say)}
              {at > history.done ? <span className="visually-hidden">{t("step.isUndone")}</span> : null}
            </button>
          </li>
        ))
        .reverse()}
    </ol>
  );
}
