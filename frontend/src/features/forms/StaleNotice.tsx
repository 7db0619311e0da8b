import { useTranslation } from "react-i18next";
import type { FieldDocument } from "@/api/documents";
import { ApiProblem } from "@/api/problem";
import type { CellWords } from "@/field-cells/cell";
import { cellOf } from "@/field-cells/cells";
import { isObject, type Json } from "@/lib/json";
import { Button } from "@/ui/shared/Button";
import style from "./forms.module.css";

export const isStale = (problem: unknown): problem is ApiProblem =>
  problem instanceof ApiProblem && problem.code === "record.stale";

export type StaleNoticeProps = {
  readonly problem: ApiProblem;
  readonly fields: readonly FieldDocument[];
  readonly words: CellWords;
  readonly onOverwrite: (version: number) => void;
  readonly onReload: () => void;
};

/** Somebody else saved first: both values side by side, and the choice. Nothing that was typed is lost. */
export function StaleNotice({ problem, fields, words, onOverwrite, onReload }: StaleNoticeProps) {
  const { t } = useTranslation("forms");
  const { version, current, yours } = problem.document;
  const text = (values: unknown, field: FieldDocument): string => {
    const found = isObject(values) ? ((values as Record<string, Json>)[field.key] ?? null) : null;
    return found === null ? "" : cellOf(field).toText(found, field, words);
  };
  const clashing = fields.filter(
    (field) => isObject(yours) && field.key in yours && text(current, field) !== text(yours, field),
  );
  return (
    <div className={style.draft} role="alert">
      <div>
        <strong>{t("stale.what")}</strong>
        <p>{t("stale.why", { version: String(version ?? "") })}</p>
        <ul>
          {clashing.map((field) => (
            <li key={field.id}>
              {t("stale.both", {
                field: field.name,
                current: text(current, field),
                yours: text(yours, field),
              })}
            </li>
          ))}
        </ul>
      </div>
      <Button size="small" onClick={() => onOverwrite(Number(version))}>
        {t("stale.overwrite")}
      </Button>
      <Button size="small" look="quiet" onClick={onReload}>
        {t("stale.reload")}
      </Button>
    </div>
  );
}
