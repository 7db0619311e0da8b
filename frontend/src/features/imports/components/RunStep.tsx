import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { formatNumber } from "@/lib/numbers";
import { Notice } from "@/ui/page/Notice";
import { ProgressBar } from "@/ui/page/ProgressBar";
import { Question } from "@/ui/page/Question";
import { Button } from "@/ui/shared/Button";
import { cancelImport, type ImportJob, isWorking, undoImport } from "../api";
import { people } from "../model/people";
import { pace } from "../model/report";
import style from "./imports.module.css";
import { RefusedRows } from "./RefusedRows";

const ended = new Set<ImportJob["status"]>(["done", "cancelled", "failed"]);

/** How far it is and how fast. */
function Working({ job, onCancel }: { readonly job: ImportJob; readonly onCancel: () => void }) {
  const { t } = useTranslation("imports");
  const { total, done: written, refused, undone, kept } = job.progress;
  const done = job.status === "undoing" ? undone + kept : written + refused;
  const reading = job.status === "reading";
  const speed = pace(done, total, job.started_at, new Date());
  return (
    <section className={style.panel} aria-label={t("step.run")}>
      <ProgressBar
        label={t(`status.${job.status}`)}
        done={done}
        total={total}
        detail={[
          reading
            ? t("run.read", { count: job.progress.waiting })
            : `${formatNumber(done)} / ${formatNumber(total)}`,
          speed ? t("run.rate", { count: speed.rate }) : "",
          speed?.left ? t("run.left", { count: speed.left }) : "",
        ]
          .filter(Boolean)
          .join(" · ")}
      />
      {job.status === "running" || reading ? (
        <div>
          <Button onClick={() => void cancelImport(job.id).then(onCancel)}>{t("run.cancel")}</Button>
          {reading ? null : <p className={style.meta}>{t("run.cancelHint")}</p>}
        </div>
      ) : null}
    </section>
  );
}

/** How far it is; afterwards what came of it, and the way back. */
export function RunStep({ job }: { readonly job: ImportJob }) {
  const { t } = useTranslation("imports");
  const client = useQueryClient();
  const [undoing, setUndoing] = useState(false);
  const { done: written, refused, kept } = job.progress;
  const ofPeople = job.entity === people;
  const again = () => client.invalidateQueries({ queryKey: ["imports", job.id] });
  if (isWorking(job)) return <Working job={job} onCancel={again} />;
  return (
    <section className={style.panel} aria-label={t("step.run")}>
      <Notice tone={job.status === "done" ? "success" : job.status === "failed" ? "danger" : "info"}>
        {t(`status.${job.status}`)} {job.error?.title ?? ""}
      </Notice>
      <dl className={style.figures}>
        {(["done", "refused", "undone", "kept"] as const).map((key) =>
          key === "done" || job.progress[key] > 0 ? (
            <div key={key}>
              <dt>{t(`run.${key}`)}</dt>
              <dd>{formatNumber(job.progress[key])}</dd>
            </div>
          ) : null,
        )}
      </dl>
      {refused + kept > 0 ? <RefusedRows job={job.id} kept={kept > 0} /> : null}
      {written > 0 && ended.has(job.status) ? (
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
            await client.invalidateQueries({ queryKey: [ofPeople ? "people" : "records"] });
          }}
        >
          <p>{t(ofPeople ? "undo.meansPeople" : "undo.means", { count: written })}</p>
        </Question>
      ) : null}
    </section>
  );
}
