import { useQuery } from "@tanstack/react-query";
import { Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { records } from "@/api/records";
import { FieldValue } from "@/field-cells/FieldValue";
import { widgetOf } from "@/field-widgets/widgets";
import { isObject, type Json } from "@/lib/json";
import { Select } from "@/ui/shared/Select";
import { Skeleton } from "@/ui/shared/Skeleton";
import { changeMany, mostRecords, tickedRecords, undoOf } from "../model/bulk";
import { titleOfRecord } from "../model/fields";
import type { BulkBarProps } from "./BulkBar";
import { BulkDialog } from "./BulkDialog";
import style from "./toolbar.module.css";

const plain = (value: Json): Json => {
  if (Array.isArray(value)) return value.map((one: Json) => plain(one));
  return isObject(value) && typeof value.id === "string" ? value.id : value;
};

/** One field of many records: what it is now, what it will be, how many; with a way back. */
export function BulkEditDialog(props: BulkBarProps & { readonly onClose: () => void }) {
  const { entity, words, filter, checks, onClose, onWritten, onClear } = props;
  const { t } = useTranslation("records");
  const fields = entity.fields.filter(
    (field) =>
      field.access === "write" && !field.computed && !["sub_table", "file", "photo"].includes(field.type),
  );
  const [id, setId] = useState(fields[0]?.id ?? "");
  const [value, setValue] = useState<Json>(null);
  const field = fields.find((one) => one.id === id);
  const before = useQuery({
    queryKey: ["records", entity.key, "ticked", filter, [...checks.ids], checks.mode, field?.key],
    queryFn: () =>
      tickedRecords(records, entity.key, filter, checks, [
        field?.key ?? "id",
        ...(entity.title ? [entity.title] : []),
      ]),
    enabled: field !== undefined,
  });
  if (!field) return null;
  const Widget = widgetOf(field);
  const found = before.data ?? [];

  const changes = () => new Map(found.map((record) => [record.id, { [field.key]: plain(value) }] as const));
  const takeBack = async (done: readonly string[]) => {
    await changeMany(records, entity.key, undoOf(found, field.key, done), () => undefined);
    onWritten();
  };
  return (
    <BulkDialog
      title={t("bulk.edit")}
      confirm={t("bulk.apply", { count: found.length })}
      look="primary"
      total={before.data?.length}
      problem={before.error}
      work={(onProgress) => changeMany(records, entity.key, changes(), onProgress)}
      said={(count) => t("bulk.changed", { count })}
      onUndo={(done) => void takeBack(done)}
      onWritten={onWritten}
      onClear={onClear}
      onClose={onClose}
    >
      {(running) => (
        <>
          <Select
            label={t("filter.field")}
            value={id}
            options={fields.map((one) => ({ id: one.id, label: one.name }))}
            onChange={(field) => {
              setId(field);
              setValue(null);
            }}
          />
          <Suspense fallback={<Skeleton lines={1} />}>
            <Widget
              key={id}
              field={field}
              frame={{ label: t("bulk.newValue") }}
              value={value}
              onChange={setValue}
              disabled={running}
              words={words}
            />
          </Suspense>
          {found.length >= mostRecords ? (
            <p className={style.consequence}>{t("bulk.limit", { count: mostRecords })}</p>
          ) : null}
          {found.length > 0 ? (
            <table className={style.sample}>
              <caption className="visually-hidden">{t("bulk.sample")}</caption>
              <thead>
                <tr>
                  <th scope="col">{entity.name}</th>
                  <th scope="col">{t("bulk.before")}</th>
                  <th scope="col">{t("bulk.after")}</th>
                </tr>
              </thead>
              <tbody>
                {found.slice(0, 3).map((record) => (
                  <tr key={record.id}>
                    <th scope="row">{titleOfRecord(entity, record) || t("untitled")}</th>
                    <td>
                      <FieldValue field={field} value={(record[field.key] ?? null) as Json} words={words} />
                    </td>
                    <td>
                      <FieldValue field={field} value={value} words={words} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          ) : null}
        </>
      )}
    </BulkDialog>
  );
}
