import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/ui/shared/Button";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { RelativeTime } from "@/ui/shared/RelativeTime";
import style from "./forms.module.css";
import type { RecordForm } from "./useRecordForm";

export type FormNoticesProps = {
  readonly run: RecordForm;
  /** Says more about a refusal than the general notice can (missing evidence, a clash of versions). */
  readonly explain?: ((problem: unknown) => ReactNode) | undefined;
};

/** What must be known before the fields: a restored draft, messages of rules, why the server refused. */
export function FormNotices({ run, explain }: FormNoticesProps) {
  const { t } = useTranslation("forms");
  const explained = run.problem === undefined ? null : explain?.(run.problem);
  return (
    <>
      {run.restoredAt ? (
        <div className={style.draft} role="status">
          <span>
            {t("draft.found")} <RelativeTime moment={run.restoredAt} />
          </span>
          <Button size="small" onClick={run.keepRestored}>
            {t("draft.keep")}
          </Button>
          <Button size="small" look="quiet" onClick={run.forgetDraft}>
            {t("draft.forget")}
          </Button>
        </div>
      ) : null}
      {run.state.messages.map((message) => (
        <p key={message} className={style.message} role="status">
          {message}
        </p>
      ))}
      {explained ?? (run.problem === undefined ? null : <ProblemNotice problem={run.problem} />)}
    </>
  );
}
