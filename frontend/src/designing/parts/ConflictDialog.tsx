import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "@/ui/page/Dialog";
import { Button } from "@/ui/shared/Button";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import type { Conflict } from "../sessionTypes";
import { useSay } from "../useSay";
import style from "./Dialogs.module.css";

export type ConflictDialogProps = {
  readonly conflict: Conflict;
  readonly onSettle: (choice: "merge" | "theirs") => void;
  readonly onSaveCopy: () => Promise<unknown>;
};

/** Somebody else saved first. Nothing is written over theirs, and nothing of ours goes without being named. */
export function ConflictDialog({ conflict, onSettle, onSaveCopy }: ConflictDialogProps) {
  const { t } = useTranslation("designing");
  const say = useSay();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const copy = async () => {
    setBusy(true);
    try {
      await onSaveCopy();
      onSettle("theirs");
    } catch (refusal) {
      setProblem(refusal);
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={t("conflict.title")}
      // Escape is no answer; merging is the one that loses nothing it does not name.
      onClose={() => undefined}
      footer={
        <>
          <Button look="quiet" busy={busy} onClick={() => void copy()}>
            {t("conflict.copy")}
          </Button>
          <Button onClick={() => onSettle("theirs")}>{t("conflict.theirs")}</Button>
          <Button look="primary" onClick={() => onSettle("merge")}>
            {t("conflict.merge")}
          </Button>
        </>
      }
    >
      <div className={style.parts}>
        <p>{t("conflict.what", { count: conflict.unsaved })}</p>
        {conflict.dropped.length > 0 ? (
          <section>
            <h3>{t("conflict.dropped")}</h3>
            <ul className={style.list}>
              {conflict.dropped.map((one) => (
                <li key={`${one.say.key}${JSON.stringify(one.say.params)}${one.why.key}`}>
                  {say(one.say)}: {say(one.why)}
                </li>
              ))}
            </ul>
          </section>
        ) : (
          <p>{t("conflict.allFits")}</p>
        )}
        {problem ? <ProblemNotice problem={problem} /> : null}
      </div>
    </Dialog>
  );
}
