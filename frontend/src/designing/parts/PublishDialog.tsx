import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiProblem } from "@/api/problem";
import { CheckField } from "@/ui/page/CheckField";
import { Notice } from "@/ui/page/Notice";
import { Question } from "@/ui/page/Question";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { Skeleton } from "@/ui/shared/Skeleton";
import { StatusTag } from "@/ui/shared/StatusTag";
import { type DesignProblem, drafts, type Preview, type Published } from "../api";
import type { Say } from "../model/command";
import { useSay } from "../useSay";
import style from "./Dialogs.module.css";

export type PublishDialogProps = {
  readonly ids: readonly string[];
  readonly differences: readonly Say[];
  /** Saves what is not saved yet; answers whether it is. */
  readonly flush: () => Promise<boolean>;
  readonly onClose: () => void;
  /** Told as soon as it is published; the dialog closes without waiting for what is read anew then. */
  readonly onPublished: (published: Published) => unknown;
};

const tones = { safe: "success", backfill: "warning", destructive: "danger" } as const;

/** What will change, what that does to records, who uses what goes away: before the click. */
export function PublishDialog({ ids, differences, flush, onClose, onPublished }: PublishDialogProps) {
  const { t } = useTranslation("designing");
  const [consent, setConsent] = useState(false);
  const [emptyClash, setEmptyClash] = useState(false);
  const [acceptEmpty, setAcceptEmpty] = useState(false);
  const { data, error } = useQuery({
    queryKey: ["design-check", ...ids],
    queryFn: async () => ((await flush()) ? drafts.check(ids) : null),
    gcTime: 0,
    staleTime: 0,
    retry: false,
  });
  const blocked = !data || data.problems.length > 0;
  const asks = data?.level === "destructive";
  const publish = async () => {
    try {
      onPublished(await drafts.publish(ids, { confirm: consent, accept_empty: acceptEmpty }));
    } catch (refusal) {
      const codes = refusal instanceof ApiProblem ? refusal.errors.map((one) => one.code) : [];
      if (codes.includes("publish.required.empty")) setEmptyClash(true);
      throw refusal;
    }
  };
  return (
    <Question
      title={t("publish.title")}
      confirm={t("publish.confirm")}
      danger={asks}
      ready={!blocked && (!asks || consent)}
      onClose={onClose}
      onConfirm={publish}
    >
      {error ? <ProblemNotice problem={error} /> : null}
      {data === undefined && !error ? <Skeleton lines={4} /> : null}
      {data === null ? <Notice tone="warning">{t("publish.unsaved")}</Notice> : null}
      {data ? <PreviewParts preview={data} differences={differences} /> : null}
      {asks ? <CheckField label={t("publish.consent")} value={consent} onChange={setConsent} /> : null}
      {emptyClash ? (
        <CheckField label={t("publish.acceptEmpty")} value={acceptEmpty} onChange={setAcceptEmpty} />
      ) : null}
    </Question>
  );
}

type PreviewPartsProps = { readonly preview: Preview; readonly differences: readonly Say[] };

function PreviewParts({ preview, differences }: PreviewPartsProps) {
  const { t } = useTranslation("designing");
  const say = useSay();
  const placed = (problem: DesignProblem) => {
    const at = preview.elsewhere[String(problem.path[0])];
    if (!at) return problem.message;
    const object = t("publish.use", { name: at.name, kind: t(`kind.${at.kind}`) });
    return t("publish.elsewhere", { object, message: problem.message });
  };
  const reasons = preview.changes.flatMap((change) => change.reasons.map((one) => String(one.message ?? "")));
  const records = Object.values(preview.records).reduce((sum, one) => sum + one, 0);
  return (
    <div className={style.parts}>
      {preview.problems.length > 0 ? (
        <Notice tone="danger">
          <strong>{t("publish.blocked")}</strong>
          <ul className={style.list}>
            {preview.problems.map((one) => (
              <li key={`${one.code}${one.path.join()}`}>{placed(one)}</li>
            ))}
          </ul>
        </Notice>
      ) : null}
      {preview.warnings.length > 0 ? (
        <Notice tone="warning">
          <ul className={style.list}>
            {preview.warnings.map((one) => (
              <li key={`${one.code}${one.path.join()}`}>{one.message}</li>
            ))}
          </ul>
        </Notice>
      ) : null}
      <section>
        <h3>{t("publish.changes", { count: differences.length })}</h3>
        <ul className={style.list}>
          {differences.map((one) => (
            <li key={`${one.key}${JSON.stringify(one.params)}`}>{say(one)}</li>
          ))}
        </ul>
      </section>
      <p>
        <StatusTag tone={tones[preview.level]}>{t(`publish.level.${preview.level}`)}</StatusTag>{" "}
        {records > 0 ? t("publish.records", { count: records }) : null}
      </p>
      {reasons.length > 0 ? (
        <ul className={style.list}>
          {[...new Set(reasons)].map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      ) : null}
      {preview.uses.length > 0 ? (
        <section>
          <h3>{t("publish.uses")}</h3>
          <ul className={style.list}>
            {preview.uses.map((one) => (
              <li key={`${one.by}${one.path.join()}`}>
                {t("publish.use", { name: one.name, kind: t(`kind.${one.kind}`) })}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </div>
  );
}
