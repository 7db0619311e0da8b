import { useTranslation } from "react-i18next";
import type { EntityDocument, FormDocument } from "@/api/documents";
import type { RecordValues } from "@/api/records";
import type { CellWords } from "@/field-cells/cell";
import { restrictedIn } from "@/field-cells/restricted";
import type { Json } from "@/lib/json";
import { DetailValue } from "./DetailValue";
import style from "./record.module.css";
import { StageBar } from "./StageBar";

export type RecordFactsProps = {
  readonly entity: EntityDocument;
  readonly form: FormDocument;
  readonly record: RecordValues;
  readonly words: CellWords;
  /** Begins editing at a field; absent where the reader may not change the record. */
  readonly onEdit?: ((field: string) => void) | undefined;
};

const wide = new Set(["long_text", "sub_table", "photo"]);

/** The record as its form lays it out; a click on a value starts editing there. */
export function RecordFacts({ entity, form, record, words, onEdit }: RecordFactsProps) {
  const { t } = useTranslation("records");
  return (
    <div className={style.facts}>
      {entity.gates.map((gate) => (
        <StageBar
          key={gate.id}
          gate={gate}
          entity={entity}
          current={gate.field === null ? null : record[gate.field]}
        />
      ))}
      {form.sections.map((section) => {
        const fields = section.fields.flatMap((place) => {
          const field = entity.fields.find((one) => one.id === place.field);
          return field ? [{ field, label: place.label || field.name }] : [];
        });
        return fields.length === 0 ? null : (
          <section key={section.id} aria-label={section.name || undefined}>
            {section.name ? <h2 className={style.heading}>{section.name}</h2> : null}
            <dl className={style.list}>
              {fields.map(({ field, label }) => {
                const editable = onEdit && field.access === "write" && !field.computed;
                return (
                  <div key={field.id} className={style.fact} data-wide={wide.has(field.type) || undefined}>
                    <dt>{label}</dt>
                    <dd>
                      <DetailValue
                        field={field}
                        value={(record[field.key] ?? null) as Json}
                        words={words}
                        restricted={restrictedIn(record, field.key)}
                      />
                      {editable ? (
                        <button type="button" className={style.edit} onClick={() => onEdit(field.id)}>
                          {t("record.editField", { name: label })}
                        </button>
                      ) : null}
                    </dd>
                  </div>
                );
              })}
            </dl>
          </section>
        );
      })}
    </div>
  );
}
