import { useTranslation } from "react-i18next";
import type { FieldSpec } from "@/designing/fields/documents";
import { TextSetting } from "@/designing/parts/Inputs";
import { CheckField } from "@/ui/page/CheckField";
import { SelectField } from "@/ui/page/SelectField";
import { useDesk } from "../DeskContext";
import { editingOf } from "../editingOf";
import {
  type ComputedType,
  entityById,
  over,
  type Result,
  resultOf,
  results,
  rowSources,
  type Summary,
  shapeOf,
  singleLinks,
  sourceKey,
  summable,
  summaries,
} from "../model/computed";
import { FormulaBox } from "./FormulaBox";
import { RollupCondition } from "./RollupCondition";

export type ComputedSettingsProps = { readonly field: FieldSpec; readonly type: ComputedType };

/** What a computed field is made of and how its result is shown. */
export function ComputedSettings({ field, type }: ComputedSettingsProps) {
  const { t } = useTranslation("entityDesigner");
  const { onSet } = editingOf(useDesk(), field);
  const result = resultOf(field);
  return (
    <>
      {type === "formula" ? <FormulaSettings field={field} /> : null}
      {type === "lookup" ? <LookupSettings field={field} /> : null}
      {type === "rollup" ? <RollupSettings field={field} /> : null}
      {result === "number" ? (
        <>
          <SelectField
            label={t("computed.display")}
            none={t("computed.displays.plain")}
            options={["money", "percent"].map((id) => ({ id, label: t(`computed.displays.${id}`) }))}
            value={typeof field.display === "string" ? field.display : ""}
            onChange={(display) => onSet({ display: display || undefined })}
          />
          <TextSetting
            label={t("computed.places")}
            maxLength={1}
            placeholder="2"
            value={typeof field.places === "number" ? String(field.places) : ""}
            onCommit={(typed) => {
              if (typed.trim() === "") onSet({ places: undefined });
              else if (/^[0-6]$/.test(typed.trim())) onSet({ places: Number(typed) });
            }}
          />
        </>
      ) : null}
      {type === "lookup" ? null : (
        <CheckField
          label={t("computed.declassified")}
          hint={t("computed.declassifiedHint")}
          value={field.declassified === true}
          onChange={(on) => onSet({ declassified: on || undefined })}
        />
      )}
    </>
  );
}

type SettingsProps = { readonly field: FieldSpec };

function FormulaSettings({ field }: SettingsProps) {
  const { t } = useTranslation("entityDesigner");
  const { onSet } = editingOf(useDesk(), field);
  return (
    <>
      <FormulaBox
        label={t("computed.expression")}
        value={String(field.expression ?? "")}
        own={field.id}
        onCommit={(expression, kind) => {
          const result = results.find((one) => one === kind);
          if (expression.trim()) onSet({ expression, ...(result ? { result } : {}) });
        }}
      />
      <SelectField
        label={t("computed.result")}
        options={results.map((id) => ({ id, label: t(`computed.results.${id}`) }))}
        value={String(field.result ?? "number")}
        onChange={(result) => onSet({ result: result as Result })}
      />
    </>
  );
}

function LookupSettings({ field }: SettingsProps) {
  const { t } = useTranslation("entityDesigner");
  const desk = useDesk();
  const { entity, siblings } = desk;
  const { onSet } = editingOf(desk, field);
  const links = singleLinks(entity);
  const target = (through: unknown) =>
    entityById(entity, siblings, links.find((one) => one.id === through)?.entity);
  const offered = target(field.through)?.fields ?? [];
  return (
    <>
      <SelectField
        label={t("computed.through")}
        options={links.map((one) => ({ id: one.id, label: one.name }))}
        value={String(field.through ?? "")}
        onChange={(through) => {
          const other = target(through);
          const first = other?.fields.find((one) => one.id === other.title) ?? other?.fields[0];
          if (first) onSet({ through, field: first.id, places: undefined, ...shapeOf(first) });
        }}
      />
      <SelectField
        label={t("computed.field")}
        options={offered.map((one) => ({ id: one.id, label: one.name }))}
        value={String(field.field ?? "")}
        onChange={(id) => {
          const found = offered.find((one) => one.id === id);
          if (found) onSet({ field: id, places: undefined, ...shapeOf(found) });
        }}
      />
    </>
  );
}

function RollupSettings({ field }: SettingsProps) {
  const { t } = useTranslation("entityDesigner");
  const desk = useDesk();
  const { entity, siblings } = desk;
  const { onSet } = editingOf(desk, field);
  const sources = rowSources(entity, siblings);
  const source = sources.find((one) => sourceKey(one) === sourceKey(field));
  const summary = summaries.find((one) => one === field.summary) ?? "count";
  const columns = summable(source?.fields ?? [], summary);
  /** A summary of a field takes on its kind; a count and a sum are numbers. */
  const put = (fields: readonly FieldSpec[], next: Summary, id: unknown, more: Partial<FieldSpec> = {}) => {
    const fit = summable(fields, next);
    const column = fit.find((one) => one.id === id) ?? fit[0];
    const shape = column
      ? { places: undefined, ...shapeOf(column) }
      : { result: "number", display: undefined };
    const lost = next !== "count" && !column;
    onSet({
      ...more,
      ...shape,
      summary: lost ? "count" : next,
      field: column?.id,
      ...(column ? {} : { places: 0 }),
    });
  };
  return (
    <>
      <SelectField
        label={t("computed.source")}
        options={sources.map((one) => ({ id: sourceKey(one), label: one.name }))}
        value={sourceKey(field)}
        onChange={(key) => {
          const next = sources.find((one) => sourceKey(one) === key);
          if (next) put(next.fields, summary, undefined, { ...over(next), where: undefined });
        }}
      />
      <SelectField
        label={t("computed.summary")}
        options={summaries.map((id) => ({ id, label: t(`computed.summaries.${id}`) }))}
        value={summary}
        onChange={(next) => put(source?.fields ?? [], next as Summary, field.field)}
      />
      {summary === "count" ? null : (
        <SelectField
          label={t("computed.column")}
          options={columns.map((one) => ({ id: one.id, label: one.name }))}
          value={String(field.field ?? "")}
          onChange={(id) => put(source?.fields ?? [], summary, id)}
        />
      )}
      <RollupCondition field={field} />
    </>
  );
}
