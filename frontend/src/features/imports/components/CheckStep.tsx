import { useTranslation } from "react-i18next";
import type { FieldDocument } from "@/api/documents";
import { formatNumber } from "@/lib/numbers";
import { CheckField } from "@/ui/page/CheckField";
import { Notice } from "@/ui/page/Notice";
import { PlainTable } from "@/ui/page/PlainTable";
import type { ImportCheck } from "../api";
import type { ImportMapping } from "../model/mapping";
import { groupProblems, groupUnmatched } from "../model/report";
import style from "./imports.module.css";
import { UnmatchedValues } from "./UnmatchedValues";

export type CheckStepProps = {
  readonly check: ImportCheck;
  readonly fields: readonly FieldDocument[];
  readonly mapping: ImportMapping;
  readonly historical: boolean;
  readonly onChange: (mapping: ImportMapping) => void;
  readonly onHistorical: (historical: boolean) => void;
};

/** What would happen, before it happens: names that match nothing, cells that are refused, and in which mode. */
export function CheckStep(props: CheckStepProps) {
  const { check, fields, mapping, historical, onChange, onHistorical } = props;
  const { t } = useTranslation("imports");
  const groups = groupProblems(check.problems, check.totals);
  const unmatched = groupUnmatched(check.unmatched);
  const bad = check.rows - check.good;
  return (
    <>
      <dl className={style.figures}>
        <div>
          <dt>{t("check.rows")}</dt>
          <dd>{formatNumber(check.rows)}</dd>
        </div>
        <div>
          <dt>{t("check.good")}</dt>
          <dd>{formatNumber(check.good)}</dd>
        </div>
        <div>
          <dt>{t("check.bad")}</dt>
          <dd>{formatNumber(bad)}</dd>
        </div>
      </dl>
      {groups.length === 0 && unmatched.length === 0 ? (
        <Notice tone="success">{t("check.clean")}</Notice>
      ) : null}
      {(check.empty ?? []).length > 0 ? (
        <Notice tone="info">
          {t("check.empty", {
            columns: (check.empty ?? [])
              .map((one) => t("check.emptyIn", { column: one.column, count: one.count }))
              .join(" · "),
          })}
        </Notice>
      ) : null}
      {unmatched.map((group) => (
        <UnmatchedValues
          key={group.key}
          group={group}
          field={fields.find((field) => field.key === group.field)}
          mapping={mapping}
          onChange={onChange}
        />
      ))}
      {groups.length > 0 ? (
        <section className={style.panel} aria-label={t("check.problems")}>
          <h2>{t("check.problems")}</h2>
          <p className={style.meta}>{t(check.problems.length >= 1000 ? "check.more" : "check.skip")}</p>
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
              {
                key: "count",
                title: t("check.cells"),
                end: true,
                show: (group) => formatNumber(group.count),
              },
              {
                key: "rows",
                title: t("check.examples"),
                show: (group) =>
                  group.rows
                    .map((one) => t("check.cell", { row: one.row, value: one.value || "∅" }))
                    .join("; "),
              },
            ]}
          />
        </section>
      ) : null}
      <section className={style.panel} aria-label={t("mode.title")}>
        <h2>{t("mode.title")}</h2>
        <div className={style.modes}>
          {(["normal", "historical"] as const).map((one) => (
            <CheckField
              key={one}
              group="mode"
              label={t(`mode.${one}`)}
              hint={t(`mode.${one}Hint`)}
              value={historical === (one === "historical")}
              onChange={() => onHistorical(one === "historical")}
            />
          ))}
        </div>
      </section>
    </>
  );
}
