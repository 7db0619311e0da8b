import { useTranslation } from "react-i18next";
import type { EntityDocument } from "@/api/documents";
import type { RecordValues } from "@/api/records";
import type { CellWords } from "@/field-cells/cell";
import { isEmpty, type Json } from "@/lib/json";
import { EmptyState } from "@/ui/shared/EmptyState";
import { DetailValue } from "./DetailValue";
import style from "./record.module.css";

export type FilesTabProps = {
  readonly entity: EntityDocument;
  readonly record: RecordValues;
  readonly words: CellWords;
};

/** Every file and photo of the record, under the fields that hold them. */
export function FilesTab({ entity, record, words }: FilesTabProps) {
  const { t } = useTranslation("records");
  const filled = entity.fields.filter(
    (field) => ["files", "photos"].includes(field.cell) && !isEmpty((record[field.key] ?? null) as Json),
  );
  if (filled.length === 0) return <EmptyState compact title={t("files.none")} hint={t("files.noneHint")} />;
  return (
    <div className={style.related}>
      {filled.map((field) => (
        <section key={field.id}>
          <h2 className={style.relatedHead}>{field.name}</h2>
          <DetailValue field={field} value={(record[field.key] ?? null) as Json} words={words} />
        </section>
      ))}
    </div>
  );
}
