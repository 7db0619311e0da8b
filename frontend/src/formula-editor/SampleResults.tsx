import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { EntityDocument, FieldDocument } from "@/api/documents";
import type { RecordValues } from "@/api/records";
import { FieldValue } from "@/field-cells/FieldValue";
import { useCellWords } from "@/field-cells/useCellWords";
import type { Checked } from "@/lib/formula/check";
import { Moment } from "@/lib/formula/values";
import { ianaZone } from "@/lib/formula/zone";
import { isList, isObject, type Json } from "@/lib/json";
import style from "./FormulaEditor.module.css";
import { type FormulaScope, fieldAt } from "./model/fields";
import { keysBeyond, outcome } from "./model/samples";
import { useSamples } from "./useSamples";

export type SampleResultsProps = {
  readonly checked: Checked;
  readonly scope: FormulaScope;
  readonly running: EntityDocument;
  readonly shown: FieldDocument | undefined;
  /** The sub-table whose rows are the samples, instead of the records. */
  readonly rows: FieldDocument | undefined;
};

/** What the engine takes where a computed field says nothing (`Computed.places`). */
const usualPlaces = 2;

/** How results look where no field says: as a computed field of the kind that the formula gives. */
const plainField = (kind: string): FieldDocument => ({
  id: "result",
  key: "result",
  name: "",
  type: "formula",
  widget: "computed",
  cell: "computed",
  operators: [],
  access: "read",
  result: kind as NonNullable<FieldDocument["result"]>,
});

/** What the formula gives for three records; what the author may not see is said, not shown. */
export function SampleResults({ checked, scope, running, shown, rows }: SampleResultsProps) {
  const { t } = useTranslation("formulas");
  const words = useCellWords();
  const wanted = keysBeyond(checked, scope).join(",");
  const beyond = useMemo(() => (wanted === "" ? [] : wanted.split(",")), [wanted]);
  const samples = useSamples(running, beyond);
  const clock = useMemo(
    () => ({ now: new Moment(BigInt(Date.now()) * 1000n), zone: ianaZone(words.zone) }),
    [words.zone],
  );
  const kind = checked.type.kind ?? "text";
  const field = {
    ...(shown ?? plainField(kind)),
    result: kind as NonNullable<FieldDocument["result"]>,
    places: shown?.places ?? usualPlaces,
  };
  const there = rows ? (running.fields.find((one) => one.id === rows.id)?.fields ?? []) : running.fields;
  const shownRecords = rows
    ? rowsOf(samples.records, rows.key, running)
    : samples.records.map((record) => ({ key: record.id, title: titleOf(record, running), record }));
  const fresh = [...checked.inputs].flatMap((path) => {
    const head = fieldAt(scope, path.split(".").slice(0, 1));
    return head && !there.some((one) => one.key === head.keys) ? [head.name] : [];
  });
  if (samples.problem) return <p className={style.hint}>{t("samplesUnread")}</p>;
  if (!samples.waiting && shownRecords.length === 0)
    return <p className={style.hint}>{t(rows ? "samplesNoRows" : "samplesNone")}</p>;
  return (
    <table className={style.samples} aria-busy={samples.waiting || undefined}>
      <caption>{t("samples")}</caption>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">{t("sampleRecord")}</th>
          <th scope="col">{t("sampleResult")}</th>
        </tr>
      </thead>
      <tbody>
        {shownRecords.map(({ key, title, record }, at) => {
          const found = outcome(checked, scope, record, clock);
          return (
            <tr key={key}>
              <th scope="row">{title || t("sampleUntitled", { number: at + 1 })}</th>
              <td>
                <FieldValue
                  field={field}
                  value={found.restricted ? null : found.value}
                  restricted={found.restricted}
                  words={words}
                />
              </td>
            </tr>
          );
        })}
      </tbody>
      {fresh.length > 0 ? (
        <tfoot>
          <tr>
            <td colSpan={2}>{t("samplesFresh", { names: fresh.join("、") })}</td>
          </tr>
        </tfoot>
      ) : null}
    </table>
  );
}

const few = 3;

/** The first rows of the records, named by their record and their number there. */
function rowsOf(found: readonly RecordValues[], table: string, running: EntityDocument) {
  const rows = found.flatMap((record) => {
    const list = record[table] as Json | undefined;
    const title = titleOf(record, running);
    return (isList(list) ? list.filter(isObject) : []).map((row, at) => ({
      key: `${record.id}.${at}`,
      title: title && `${title} · ${at + 1}`,
      record: { ...row, id: record.id, version: record.version } as RecordValues,
    }));
  });
  return rows.slice(0, few);
}

function titleOf(record: RecordValues, { title, fields }: EntityDocument): string {
  const field = fields.find((one) => one.id === title);
  const value = (field ? record[field.key] : null) as Json | undefined;
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}
