import { Copy, OctagonAlert } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiProblem } from "@/api/problem";
import { Button } from "./Button";
import style from "./ProblemNotice.module.css";

export type ProblemNoticeProps = {
  readonly problem: unknown;
  /** What to do about it, where the caller knows better than the general advice. */
  readonly advice?: string;
  readonly onRetry?: () => void;
  readonly action?: ReactNode;
};

type Told = {
  readonly what: string;
  readonly why: string | undefined;
  readonly next: string;
  readonly code: string;
};

function useTold(problem: unknown, advice: string | undefined): Told {
  const { t } = useTranslation("common");
  if (!(problem instanceof ApiProblem)) {
    return {
      what: t("problem.screen.what"),
      why: t("problem.screen.why"),
      next: advice ?? t("problem.screen.next"),
      code: "screen.failed",
    };
  }
  const code = problem.trace ? `${problem.code} · ${problem.trace}` : problem.code;
  if (problem.unreachable) {
    const next = advice ?? t("problem.unreachable.next");
    return { what: t("problem.unreachable.what"), why: t("problem.unreachable.why"), next, code };
  }
  const what = problem.title || t("problem.refused.what");
  const why = problem.detail ?? problem.errors[0]?.message ?? t("problem.refused.why");
  return { what, why: why === what ? undefined : why, next: advice ?? t(adviceFor(problem.status)), code };
}

/** What helps depends on whose move it is: the server's, the administrator's or the reader's. */
function adviceFor(status: number) {
  if (status >= 500) return "problem.server.next";
  return status === 403 || status === 404 ? "problem.hidden.next" : "problem.refused.next";
}

/** What happened, why, what to do, and a code to quote: never a bare error. */
export function ProblemNotice({ problem, advice, onRetry, action }: ProblemNoticeProps) {
  const { t } = useTranslation("common");
  const told = useTold(problem, advice);
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard?.writeText(told.code);
    setCopied(true);
  };
  return (
    <div className={style.notice} role="alert">
      <OctagonAlert className={style.icon} aria-hidden="true" />
      <div className={style.text}>
        <p className={style.what}>{told.what}</p>
        {told.why ? <p>{told.why}</p> : null}
        <p className={style.next}>{told.next}</p>
        <p className={style.actions}>
          {onRetry ? (
            <Button size="small" onClick={onRetry}>
              {t("retry")}
            </Button>
          ) : null}
          {action}
          <button type="button" className={style.code} onClick={copy}>
            <span className="visually-hidden">{t("problem.copy")}</span>
            <code>{told.code}</code>
            <Copy aria-hidden="true" />
            <span aria-live="polite">{copied ? t("copied") : ""}</span>
          </button>
        </p>
      </div>
    </div>
  );
}
