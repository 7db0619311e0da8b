import type { FieldDocument } from "@/api/documents";
import type { RecordValues } from "@/api/records";
import type { CellWords } from "@/field-cells/cell";
import { FieldValue } from "@/field-cells/FieldValue";
import { restrictedIn } from "@/field-cells/restricted";
import { isEmpty, type Json } from "@/lib/json";
import style from "./record.module.css";

export type KeyFactsProps = {
  readonly fields: readonly FieldDocument[];
  readonly record: RecordValues;
  readonly words: CellWords;
};

/** The few values by which a record is judged at a glance. */
export function KeyFacts({ fields, record, words }: KeyFactsProps) {
  if (fields.length === 0) return null;
  return (
    <dl className={style.keyFacts}>
      {fields.map((field) => {
        const value = (record[field.key] ?? null) as Json;
        const restricted = restrictedIn(record, field.key);
        return (
          <div key={field.id}>
            <dt>{field.name}</dt>
            <dd>
              {isEmpty(value) && !restricted ? (
                <span className={style.nothing}>—</span>
              ) : (
                <FieldValue field={field} value={value} words={words} restricted={restricted} />
              )}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
