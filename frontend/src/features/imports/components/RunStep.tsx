import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Notice } from "@/ui/page/Notice";
import { PlainTable } from "@/ui/page/PlainTable";
import { ProgressBar } from "@/ui/page/ProgressBar";
import { Question } from "@/ui/page/Question";
import { Button } from "@/ui/shared/Button";
import { cancelImport, type ImportJob, isWorking, rowsOf, undoImport } from "../api";
import { groupProblems, pace } from "../model/report";
import style from "./imports.module.css";

/** How far it is and how fast; afterwards what came of it, and the way back. */
export function RunStep({ job }: { readonly job: ImportJob }) {
  const { t } = useTranslation("imports");
  const client = useQueryClient();
  const [undoing, setUndoing] = useState(false);
  const total = rowsOf(job);
  const done = job.done ?? 0;
  const speed = pace(done, total, job.started_at, new Date());
  const again = () => client.invalidateQueries({ queryKey: ["imports", job.id] });
  const groups = groupProblems(job.problems ?? []);
  if (isWorking(job)) {
    return (
      <section className={style.panel} aria-label={t("step.run")}>
        <ProgressBar
          label={t(`status.${job.status}`)}
          done={done}
          total={total}
          detail={[
            total === undefined ? String(done) : `${done} / ${total}`,
            speed ? t("run.rate", { count: speed.rate }) : "",
            speed?.left ? t("run.left", { count: speed.left }) : "",
          ]
            .filter(Boolean)
            .join(" · ")}
        />
        {job.status === "running" ? (
          <div>
            <Button onClick={() => void cancelImport(job.id).then(again)}>{t("run.cancel")}</Button>
            <p className={style.meta}>{t("run.cancelHint")}</p>
          </div>
        ) : null}
      </section>
    );
  }
  return (
    <section className={style.panel} aria-label={t("step.run")}>
      <Notice tone={job.status === "done" ? "success" : job.status === "failed" ? "danger" : "info"}>
        {t(`status.${job.status}`)} {job.problem?.message ?? ""}
      </Notice>
      <dl className={style.figures}>
        {(["created", "refused", "removed", "kept"] as const).map((key) =>
          job[key] === undefined ? null : (
            <div key={key}>
              <dt>{t(`run.${key}`)}</dt>
              <dd>{job[key]}</dd>
            </div>
          ),
        )}
      </dl>
      {groups.length > 0 ? (
        <PlainTable
          label={t("check.problems")}
          rows={groups}
          rowKey={(group) => group.key}
          columns={[
            {
              key: "column",
              title: t("mapping.column"),
              show: (group) => group.column || t("check.wholeRow"),
            },
            { key: "message", title: t("check.problem"), show: (group) => group.message || group.code },
            { key: "count", title: t("check.cells"), end: true, show: (group) => group.count },
          ]}
        />
      ) : null}
      {job.status === "done" || job.status === "cancelled" || job.status === "failed" ? (
        <div>
          <Button look="danger" onClick={() => setUndoing(true)}>
            {t("undo.do")}
          </Button>
        </div>
      ) : null}
      {undoing ? (
        <Question
          danger
          title={t("undo.title")}
          confirm={t("undo.do")}
          onClose={() => setUndoing(false)}
          onConfirm={async () => {
            await undoImport(job.id);
            await again();
            await client.invalidateQueries({ queryKey: ["records"] });
          }}
        >
          <p>{t("undo.means", { count: job.created ?? 0 })}</p>
        </Question>
      ) : null}
    </section>
  );
}
