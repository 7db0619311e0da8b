import { Plus } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { FieldDocument } from "@/api/documents";
import { formatPercent } from "@/lib/numbers";
import { Notice } from "@/ui/page/Notice";
import { PlainTable } from "@/ui/page/PlainTable";
import { Select } from "@/ui/shared/Select";
import { StatusTag } from "@/ui/shared/StatusTag";
import type { ColumnReport } from "../api";
import {
  choiceOf,
  fill,
  type ImportMapping,
  letGo,
  type Shared,
  setSource,
  sourcesOf,
  unfilled,
} from "../model/mapping";
import style from "./imports.module.css";
import { SourceRow } from "./SourceRow";

export type MappingStepProps = {
  readonly columns: readonly ColumnReport[];
  readonly fields: readonly FieldDocument[];
  readonly mapping: ImportMapping;
  readonly shared: Shared;
  readonly onChange: (mapping: ImportMapping) => void;
};

/** Every column of the file with what it holds and which fields it fills; guesses can all be changed. */
export function MappingStep({ columns, fields, mapping, shared, onChange }: MappingStepProps) {
  const { t } = useTranslation("imports");
  const missing = unfilled(mapping, fields);
  const openTo = (column: string) => {
    const taken = (key: string) =>
      mapping.columns.some(
        (source) => source.field === key && (source.column === column || !shared.has(key)),
      );
    return fields.filter((field) => !taken(field.key));
  };
  const skipped = columns.filter((column) => sourcesOf(mapping, column.name).length === 0);
  const kind = (column: ColumnReport) => {
    const share = column.share ? Number(column.share) : 1;
    return (
      <>
        <StatusTag tone={share < 1 ? "warning" : "neutral"}>{t(`kind.${column.kind}`)}</StatusTag>
        <p className={style.meta}>
          {share < 1 ? t("mapping.share", { share: formatPercent(column.share ?? "1", 1) }) : null}{" "}
          {column.empty > 0 ? t("mapping.empty", { count: column.empty }) : null}
        </p>
        {column.bad?.[0] && share < 1 ? (
          <p className={style.meta}>
            {t("mapping.bad", { row: column.bad[0].row, value: column.bad[0].value })}
          </p>
        ) : null}
      </>
    );
  };
  return (
    <>
      {missing.length > 0 ? (
        <Notice tone="warning">
          {t("mapping.missing", { names: missing.map((one) => one.name).join(" · ") })}
        </Notice>
      ) : null}
      {skipped.length > 0 ? (
        <Notice tone="info">
          {t("mapping.skipped", { count: skipped.length, names: skipped.map((one) => one.name).join(" · ") })}
        </Notice>
      ) : null}
      <PlainTable
        label={t("step.mapping")}
        rows={columns}
        rowKey={(column) => column.name}
        columns={[
          { key: "name", title: t("mapping.column"), show: (column) => <strong>{column.name}</strong> },
          {
            key: "samples",
            title: t("mapping.samples"),
            show: (column) => <p className={style.samples}>{column.samples.join(" · ")}</p>,
          },
          { key: "kind", title: t("mapping.kind"), show: kind },
          {
            key: "field",
            title: t("mapping.fields"),
            show: (column) => (
              <>
                {sourcesOf(mapping, column.name).map((source) => (
                  <SourceRow
                    key={source.field}
                    column={column}
                    source={source}
                    fields={fields}
                    onField={(field) => onChange(fill(mapping, column.name, field, source.field, shared))}
                    onSet={(settings) => onChange(setSource(mapping, column.name, source.field, settings))}
                    onRemove={() => onChange(letGo(mapping, column.name, source.field))}
                  />
                ))}
                <AddField
                  column={column.name}
                  fields={openTo(column.name)}
                  more={sourcesOf(mapping, column.name).length > 0}
                  onAdd={(field) => onChange(fill(mapping, column.name, field, undefined, shared))}
                />
              </>
            ),
          },
        ]}
      />
    </>
  );
}

type AddFieldProps = {
  readonly column: string;
  readonly fields: readonly FieldDocument[];
  readonly more: boolean;
  readonly onAdd: (field: string) => void;
};

function AddField({ column, fields, more, onAdd }: AddFieldProps) {
  const { t } = useTranslation("imports");
  return (
    <p className={style.line} style={{ marginTop: more ? 6 : 0 }}>
      {more ? <Plus aria-hidden="true" size={14} /> : null}
      <Select
        takes
        label={t(more ? "mapping.alsoOf" : "mapping.fieldOf", { column })}
        none={t(more ? "mapping.also" : "mapping.skip")}
        value=""
        options={fields.map(choiceOf)}
        onChange={(field) => field && onAdd(field)}
      />
    </p>
  );
}
