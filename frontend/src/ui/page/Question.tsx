import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/ui/shared/Button";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { Dialog, type DialogProps } from "./Dialog";

export type QuestionProps = {
  readonly title: string;
  readonly confirm: string;
  readonly danger?: boolean;
  readonly ready?: boolean;
  readonly shape?: DialogProps["shape"];
  readonly onClose: () => void;
  /** Done when it resolves; a refusal is shown here and the question stays. */
  readonly onConfirm: () => Promise<unknown>;
  /** What will happen, in words and counts. */
  readonly children: ReactNode;
};

/** Asks before something is done that many would regret. */
export function Question({
  title,
  confirm,
  danger,
  ready = true,
  shape = "middle",
  onClose,
  onConfirm,
  children,
}: QuestionProps) {
  const { t } = useTranslation("common");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const go = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      await onConfirm();
      onClose();
    } catch (refusal) {
      setProblem(refusal);
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={title}
      shape={shape}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button
            look={danger ? "danger" : "primary"}
            busy={busy}
            disabled={!ready}
            onClick={() => void go()}
          >
            {confirm}
          </Button>
        </>
      }
    >
      <div style={{ display: "grid", gap: 12 }}>
        {children}
        {problem ? <ProblemNotice problem={problem} /> : null}
      </div>
    </Dialog>
  );
}
