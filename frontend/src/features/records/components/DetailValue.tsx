import { useQuery } from "@tanstack/react-query";
import { Paperclip } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { CellName } from "@/api/documents";
import { fileAddress, filesQuery, pictureAddress, thumbnailAddress } from "@/api/files";
import { idOf, listOf, titleOf } from "@/field-cells/cell";
import { alignOf } from "@/field-cells/cells";
import { FieldValue, type FieldValueProps } from "@/field-cells/FieldValue";
import { useTitles } from "@/field-widgets/useTitles";
import { isEmpty, isObject, type Json, type JsonObject } from "@/lib/json";
import { PlainTable } from "@/ui/page/PlainTable";
import style from "./detail.module.css";

/** Where there is room, files show by name, photos as pictures and sub-tables as tables. */
export function DetailValue(props: FieldValueProps) {
  const Detail = details[props.field.cell];
  return Detail && !props.restricted && !isEmpty(props.value) ? (
    <Detail {...props} />
  ) : (
    <FieldValue {...props} />
  );
}

function FileLinks({ value }: FieldValueProps) {
  const { t } = useTranslation("fields");
  const ids = listOf(value).map(String);
  const { data } = useQuery(filesQuery(ids));
  return (
    <ul className={style.files}>
      {ids.map((id) => (
        <li key={id}>
          <Paperclip size={14} aria-hidden="true" />
          <a href={fileAddress(id)} download>
            {data?.find((file) => file.id === id)?.name ?? t("file.one")}
          </a>
        </li>
      ))}
    </ul>
  );
}

function PhotoLinks({ field, value }: FieldValueProps) {
  return (
    <ul className={style.photos}>
      {listOf(value).map((id, index) => (
        <li key={String(id)}>
          <a href={pictureAddress(String(id))} target="_blank" rel="noreferrer">
            <img
              src={thumbnailAddress(String(id))}
              alt={`${field.name} ${index + 1}`}
              width={88}
              height={88}
              loading="lazy"
            />
          </a>
        </li>
      ))}
    </ul>
  );
}

function RowsTable({ field, value, words }: FieldValueProps) {
  return (
    <PlainTable
      label={field.name}
      rows={listOf(value).filter(isObject)}
      rowKey={(row: JsonObject, index) => (typeof row.id === "string" ? row.id : String(index))}
      columns={(field.fields ?? []).map((column) => ({
        key: column.id,
        title: column.name,
        end: alignOf(column) === "end",
        show: (row: JsonObject) => (
          <DetailValue field={column} value={row[column.key] ?? null} words={words} />
        ),
      }))}
    />
  );
}

/** Links that came as bare ids are shown by title. */
function LinkTitles(props: FieldValueProps) {
  const { field, value } = props;
  const bare = listOf(value).filter((one) => titleOf(one) === undefined);
  const titles = useTitles(field.entity_key ?? "", bare.map(idOf));
  const titled = listOf(value).map((one): Json => {
    const title = titleOf(one) ?? titles.get(idOf(one));
    return title ? { id: idOf(one), title } : one;
  });
  return <FieldValue {...props} value={titled} />;
}

const details: Partial<Record<CellName, typeof FileLinks>> = {
  files: FileLinks,
  photos: PhotoLinks,
  rows: RowsTable,
  link: LinkTitles,
};
