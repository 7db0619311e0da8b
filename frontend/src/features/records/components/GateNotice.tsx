import { ShieldAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { EntityDocument } from "@/api/documents";
import { ApiProblem } from "@/api/problem";
import { missingEvidence } from "../model/gates";
import style from "./record.module.css";

export type GateNoticeProps = {
  readonly problem: ApiProblem;
  readonly entity: EntityDocument;
  readonly record: string | undefined;
  /** Leads to a field of the form that is open; without it the record's form is linked. */
  readonly onField?: ((id: string) => void) | undefined;
};

/** Which evidence is missing for a stage, each with the way to fill it. */
export function GateNotice({ problem, entity, record, onField }: GateNoticeProps) {
  const { t } = useTranslation("records");
  const gaps = missingEvidence(problem, entity);
  return (
    <div className={style.gate} role="alert">
      <ShieldAlert aria-hidden="true" size={18} />
      <div>
        <p className={style.gateTitle}>{problem.title}</p>
        {gaps.length > 0 ? (
          <>
            <p>{t("gate.missing")}</p>
            <ul>
              {gaps.map((gap) => (
                <li key={gap.id}>
                  {gap.name}
                  {gap.field && onField ? (
                    <button type="button" onClick={() => onField(gap.field?.id ?? "")}>
                      {t("gate.fill")}
                    </button>
                  ) : gap.field && record ? (
                    <Link to={`/r/${entity.key}/${record}?edit=${gap.field.id}`}>{t("gate.fill")}</Link>
                  ) : gap.related.length > 0 && record ? (
                    gap.related.map((related) => (
                      <Link key={related.entity} to={`/r/${related.entity}/new?${related.field}=${record}`}>
                        {t("gate.add", { name: related.name })}
                      </Link>
                    ))
                  ) : null}
                </li>
              ))}
            </ul>
          </>
        ) : null}
      </div>
    </div>
  );
}

export const isGateProblem = (problem: unknown): problem is ApiProblem =>
  problem instanceof ApiProblem && problem.errors.some((one) => one.code.startsWith("stage."));
