import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { RecordValues } from "@/api/records";
import { FieldValue } from "@/field-cells/FieldValue";
import { restrictedIn } from "@/field-cells/restricted";
import { useCellWords } from "@/field-cells/useCellWords";
import { FilesUnderWayProvider } from "@/field-widgets/filesUnderWay";
import { WIDGETS } from "@/field-widgets/widgets";
import { isEmpty, type Json } from "@/lib/json";
import { Button } from "@/ui/shared/Button";
import { mayEdit, type TaskField } from "../model/rights";
import style from "./TaskFields.module.css";

export type TaskFieldsProps = {
  readonly fields: readonly TaskField[];
  readonly values: RecordValues;
  readonly edits: Readonly<Record<string, Json>>;
  readonly onEdit: (key: string, value: Json) => void;
  /** Nothing may be edited: the task is closed or somebody else's. */
  readonly readOnly: boolean;
  /** Key → what is wrong with it, in the reader's words. */
  readonly problems: Readonly<Record<string, string>>;
  /** Is told of each file that is on its way. */
  readonly onUpload: (upload: Promise<unknown>) => void;
};

/** The record as this node lets it be seen: most fields to read, a few to fill in. */
export function TaskFields({ fields, values, edits, onEdit, readOnly, problems, onUpload }: TaskFieldsProps) {
  const { t } = useTranslation("tasks");
  const words = useCellWords();
  const open = readOnly ? [] : fields.filter(({ right }) => mayEdit(right));
  const [all, setAll] = useState(false);
  const closed = fields.filter((one) => !open.includes(one));
  const shown = (key: string): Json =>
    (key in edits ? edits[key] : (values[key] as Json | undefined)) ?? null;
  const empty = closed.filter(({ field }) => isEmpty(shown(field.key)) && !restrictedIn(values, field.key));
  const read = all ? closed : closed.filter((one) => !empty.includes(one));
  return (
    <div className={style.fields}>
      {open.length > 0 ? (
        <section aria-label={t("fields.yours")} className={style.open}>
          <h2>{t("fields.yours")}</h2>
          <FilesUnderWayProvider value={onUpload}>
            {open.map(({ field, right }) => {
              const Widget = WIDGETS[field.widget];
              return (
                <Widget
                  key={field.id}
                  field={field}
                  frame={{ label: field.name, required: right === "required", problem: problems[field.key] }}
                  value={shown(field.key)}
                  onChange={(value) => onEdit(field.key, value)}
                  disabled={false}
                  words={words}
                />
              );
            })}
          </FilesUnderWayProvider>
        </section>
      ) : null}
      <dl className={style.read}>
        {read.map(({ field }) => (
          <div key={field.id}>
            <dt>{field.name}</dt>
            <dd>
              <FieldValue
                field={field}
                value={shown(field.key)}
                words={words}
                restricted={restrictedIn(values, field.key)}
              />
            </dd>
          </div>
        ))}
      </dl>
      {empty.length > 0 && !all ? (
        <Button size="small" look="quiet" onClick={() => setAll(true)} className={style.more}>
          {t("fields.empty", { count: empty.length })}
        </Button>
      ) : null}
    </div>
  );
}
