import { useTranslation } from "react-i18next";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import style from "./toolbar.module.css";
import type { BulkRun } from "./useBulkRun";

const mostReasons = 5;

export function BulkOutcomeList({ run, total }: { readonly run: BulkRun; readonly total: number }) {
  const { t } = useTranslation("records");
  const refused = run.outcome?.refused ?? [];
  return (
    <>
      {run.running ? (
        <p role="status">
          <progress className={style.progress} value={run.progress} max={Math.max(1, total)} />
          {t("bulk.progress", { done: run.progress, total })}
        </p>
      ) : null}
      {run.problem ? <ProblemNotice problem={run.problem} /> : null}
      {refused.length > 0 ? (
        <div className={style.consequence} role="alert">
          <p>{t("bulk.refused", { count: refused.length })}</p>
          <ul>
            {[...new Set(refused.map((one) => one.reason))].slice(0, mostReasons).map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </div>
      ) : null}
    </>
  );
}
