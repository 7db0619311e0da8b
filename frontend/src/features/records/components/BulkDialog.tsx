import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/ui/shared/Button";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { Skeleton } from "@/ui/shared/Skeleton";
import { Dialog } from "@/ui-phone/Dialog";
import { useToast } from "@/ui-phone/toastContext";
import type { BulkOutcome } from "../model/bulk";
import type { BulkBarProps } from "./BulkBar";
import { BulkOutcomeList } from "./BulkOutcomeList";
import style from "./toolbar.module.css";
import { useBulkRun } from "./useBulkRun";

const undoMilliseconds = 10_000;

export type BulkDialogProps = Pick<BulkBarProps, "onWritten" | "onClear"> & {
  readonly title: string;
  readonly confirm: string;
  readonly look: "primary" | "danger";
  /** How many records it is about; undefined while they are sought. */
  readonly total: number | undefined;
  /** Why they were not found. */
  readonly problem: unknown;
  readonly work: (onProgress: (done: number) => void) => Promise<BulkOutcome>;
  /** What is said afterwards. */
  readonly said: (done: number) => string;
  readonly onUndo: (done: readonly string[]) => void;
  readonly onClose: () => void;
  readonly children: (running: boolean) => ReactNode;
};

/** Something done to many records: what it means, how far it is, what was refused, and afterwards the way back. */
export function BulkDialog(props: BulkDialogProps) {
  const { total, problem, onClose } = props;
  const { t } = useTranslation(["records", "common"]);
  const toast = useToast();
  const run = useBulkRun();
  const apply = async () => {
    const outcome = await run.start(props.work);
    if (!outcome) return;
    props.onWritten();
    if (outcome.refused.length > 0) return;
    props.onClear();
    onClose();
    toast.show({
      text: props.said(outcome.done.length),
      milliseconds: undoMilliseconds,
      action: { label: t("bulk.undo"), onSelect: () => props.onUndo(outcome.done) },
    });
  };
  return (
    <Dialog
      title={props.title}
      shape="dialog"
      onClose={onClose}
      footer={
        <>
          <Button look={props.look} busy={run.running} disabled={!total} onClick={() => void apply()}>
            {props.confirm}
          </Button>
          <Button look="quiet" onClick={onClose}>
            {t("common:cancel")}
          </Button>
        </>
      }
    >
      <div className={style.dialogBody}>
        {problem ? <ProblemNotice problem={problem} /> : null}
        {total === undefined && !problem ? <Skeleton lines={2} /> : null}
        {props.children(run.running)}
        <BulkOutcomeList run={run} total={total ?? 0} />
      </div>
    </Dialog>
  );
}
