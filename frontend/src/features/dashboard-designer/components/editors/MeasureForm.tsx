import { useTranslation } from "react-i18next";
import type { EntityDocument, FieldDocument } from "@/api/documents";
import { withMembers } from "@/designing/model/canonical";
import { Select } from "@/ui/shared/Select";
import { useBoard } from "../../BoardContext";
import { type MeasureDraft, measureDefaults, type Summary, summaries } from "../../model/documents";
import { isShare, measurable, type PathField, roleOf } from "../../model/fields";
import style from "../Panel.module.css";
import { PathSelect } from "./PathSelect";

/** Which fields a summary can be made of. */
const fitsOf: Readonly<Record<Summary, (field: FieldDocument) => boolean>> = {
  count: () => false,
  sum: (field) => measurable(field) && !isShare(field),
  average: measurable,
  min: (field) => measurable(field) || roleOf(field) === "time",
  max: (field) => measurable(field) || roleOf(field) === "time",
  count_distinct: (field) => roleOf(field) !== undefined,
};

export type MeasureFormProps = {
  readonly label: string;
  readonly measure: MeasureDraft;
  readonly entity: EntityDocument | undefined;
  readonly paths: readonly PathField[];
  /** Only what adds up. */
  readonly adds?: boolean;
  readonly onChange: (measure: MeasureDraft) => void;
};

/** What is counted or summed, of which field, and of which records only. */
export function MeasureForm({ label, measure, entity, paths, adds = false, onChange }: MeasureFormProps) {
  const { t } = useTranslation(["dashboardDesigner", "dashboards"]);
  const { parts } = useBoard();
  const put = (members: Partial<MeasureDraft>) => onChange(withMembers(measure, members, measureDefaults));
  const offered = summaries.filter((one) => !adds || one === "count" || one === "sum");
  const choose = (summary: Summary) => {
    const fits = fitsOf[summary];
    const kept = paths.find((one) => one.path === measure.field && fits(one.field));
    const field = kept ?? paths.find((one) => fits(one.field));
    if (summary === "count" || field) put({ summary, field: field?.path ?? null });
  };
  return (
    <>
      <div className={style.pair}>
        <Select
          wide
          label={t("properties.summary", { name: label })}
          value={measure.summary}
          options={offered.map((one) => ({
            id: one,
            label: t(`dashboards:summary.${one}`),
            disabled: one !== "count" && !paths.some((path) => fitsOf[one](path.field)),
          }))}
          onChange={choose}
        />
        {measure.summary === "count" ? null : (
          <PathSelect
            label={t("properties.measureField", { name: label })}
            paths={paths}
            fits={fitsOf[measure.summary]}
            value={measure.field ?? ""}
            onChange={(field) => put({ field })}
          />
        )}
      </div>
      {entity ? (
        <details>
          <summary>{t(measure.where ? "properties.onlySome" : "properties.all")}</summary>
          <div className={style.condition}>
            <parts.ConditionEditor
              entity={entity}
              condition={measure.where ?? undefined}
              none={t("properties.all")}
              onChange={(where) => put({ where: where ?? null })}
            />
          </div>
        </details>
      ) : null}
    </>
  );
}
