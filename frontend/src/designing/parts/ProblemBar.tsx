import { useTranslation } from "react-i18next";
import { StatusTag } from "@/ui/shared/StatusTag";
import style from "./ProblemBar.module.css";

export type BarProblem = {
  readonly key: string;
  readonly level: "error" | "warning";
  readonly text: string;
  readonly onShow: () => void;
};

/** One list of all that is wrong or odd; a click leads to the place and its panel. Only errors stop a publish. */
export function ProblemBar({ problems }: { readonly problems: readonly BarProblem[] }) {
  const { t } = useTranslation("designing");
  if (problems.length === 0) return null;
  const errors = problems.filter((one) => one.level === "error").length;
  const warnings = problems.length - errors;
  return (
    <details className={style.bar}>
      <summary>
        {errors > 0 ? <StatusTag tone="danger">{t("problems.errors", { count: errors })}</StatusTag> : null}
        {warnings > 0 ? (
          <StatusTag tone="warning">{t("problems.warnings", { count: warnings })}</StatusTag>
        ) : null}
      </summary>
      <ul>
        {problems.map((one) => (
          <li key={one.key}>
            <button type="button" className={style.one} onClick={one.onShow}>
              <StatusTag tone={one.level === "error" ? "danger" : "warning"} plain>
                {t(`problems.${one.level}`)}
              </StatusTag>
              {one.text}
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
