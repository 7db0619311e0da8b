import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "@/ui/page/Dialog";
import { PlainTable } from "@/ui/page/PlainTable";
import { Button } from "@/ui/shared/Button";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { StatusTag } from "@/ui/shared/StatusTag";
import { TextField } from "@/ui/shared/TextField";
import { type BatchResult, decideMany, type TaskRow } from "../api";
import { sortForBatch } from "../model/selection";
import { shownFacts } from "../model/shownFacts";

export type BatchDialogProps = {
  readonly verdict: "approve" | "reject";
  readonly tasks: readonly TaskRow[];
  readonly onClose: () => void;
};

/** Decides many at once; each is judged as if alone, and each tells what became of it. */
export function BatchDialog({ verdict, tasks, onClose }: BatchDialogProps) {
  const { t } = useTranslation("tasks");
  const client = useQueryClient();
  const [comment, setComment] = useState("");
  const [busy, setBusy] = useState(false);
  const [results, setResults] = useState<readonly BatchResult[]>();
  const [problem, setProblem] = useState<unknown>();
  const [asked] = useState(tasks);
  const { ready, apart } = sortForBatch(asked, verdict, comment.trim() !== "");
  const go = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      setResults(
        await decideMany(
          verdict,
          ready.map((task) => task.id),
          comment.trim(),
        ),
      );
    } catch (refusal) {
      setProblem(refusal);
    } finally {
      setBusy(false);
      void client.invalidateQueries({ queryKey: ["tasks"] });
    }
  };
  const resultOf = (task: TaskRow) => results?.find((result) => result.id === task.id);
  const state = (task: TaskRow) => {
    const result = resultOf(task);
    if (result?.problem) {
      return <StatusTag tone="danger">{result.problem.title}</StatusTag>;
    }
    if (result) return <StatusTag tone="success">{t(`batch.done.${verdict}`)}</StatusTag>;
    if (apart.includes(task)) return <StatusTag tone="warning">{t("batch.apart")}</StatusTag>;
    return <StatusTag tone="neutral">{t("batch.ready")}</StatusTag>;
  };
  return (
    <Dialog
      shape="wide"
      title={t(`batch.title.${verdict}`, { count: asked.length })}
      onClose={onClose}
      footer={
        results ? (
          <Button look="primary" onClick={onClose}>
            {t("batch.close")}
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>{t("common:cancel")}</Button>
            <Button
              look={verdict === "reject" ? "danger" : "primary"}
              busy={busy}
              disabled={ready.length === 0}
              onClick={() => void go()}
            >
              {t(`batch.go.${verdict}`, { count: ready.length })}
            </Button>
          </>
        )
      }
    >
      <div style={{ display: "grid", gap: 14 }}>
        {results ? null : (
          <TextField
            label={t(verdict === "reject" ? "ask.reason" : "ask.comment")}
            hint={t("batch.comment")}
            rows={2}
            required={verdict === "reject"}
            value={comment}
            onChange={setComment}
          />
        )}
        {problem ? <ProblemNotice problem={problem} /> : null}
        <PlainTable
          label={t(`batch.title.${verdict}`, { count: asked.length })}
          rows={asked}
          rowKey={(task) => task.id}
          columns={[
            { key: "title", title: t("batch.matter"), show: (task) => task.record?.title || task.flow.name },
            { key: "flow", title: t("batch.flow"), show: (task) => `${task.flow.name} · ${task.node.name}` },
            {
              key: "facts",
              title: t("batch.facts"),
              show: (task) =>
                shownFacts(task, 2)
                  .map((fact) => fact.text)
                  .join(" · "),
            },
            { key: "state", title: t("batch.state"), show: state },
          ]}
        />
      </div>
    </Dialog>
  );
}
