import { ImageOff } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { EntityDocument } from "@/api/documents";
import { pictureAddress, thumbnailAddress } from "@/api/files";
import type { RecordValues } from "@/api/records";
import { type FieldAtPath, titleOfRecord } from "@/features/records/model/fields";
import { type CellWords, idOf, listOf } from "@/field-cells/cell";
import { FieldValue } from "@/field-cells/FieldValue";
import { restrictedIn } from "@/field-cells/restricted";
import { isEmpty, type Json } from "@/lib/json";
import { accentFor } from "@/ui/accentFor";
import { OptionTag } from "@/ui/shared/OptionTag";
import { optionOf } from "../cardFields";
import style from "./Gallery.module.css";

export type GalleryCardProps = {
  readonly record: RecordValues;
  readonly entity: EntityDocument;
  readonly cover: FieldAtPath | undefined;
  readonly fit: "fill" | "whole";
  readonly color: FieldAtPath | undefined;
  readonly facts: readonly FieldAtPath[];
  readonly words: CellWords;
  readonly onOpen: () => void;
};

export function GalleryCard({ record, entity, cover, fit, color, facts, words, onOpen }: GalleryCardProps) {
  const { t } = useTranslation("records");
  const title = titleOfRecord(entity, record) || t("untitled");
  const option = color ? optionOf(color.field, (record[color.key] ?? null) as Json) : undefined;
  return (
    <li className={style.card}>
      {cover ? <Cover record={record} cover={cover} fit={fit} /> : null}
      <div className={style.text}>
        <div className={style.head}>
          <button type="button" className={style.open} data-record={record.id} onClick={onOpen}>
            {title}
          </button>
          {option ? <OptionTag color={accentFor(option.color)}>{option.name}</OptionTag> : null}
        </div>
        <dl className={style.facts}>
          {facts.map(({ key, field }) => {
            const value = (record[key] ?? null) as Json;
            const restricted = restrictedIn(record, key);
            return isEmpty(value) && !restricted ? null : (
              <div key={key}>
                <dt>{field.name}</dt>
                <dd>
                  <FieldValue field={field} value={value} words={words} restricted={restricted} />
                </dd>
              </div>
            );
          })}
        </dl>
      </div>
    </li>
  );
}

type CoverProps = Pick<GalleryCardProps, "record" | "fit"> & { readonly cover: FieldAtPath };

/** The first picture; files that are none, and records without one, show an even field of the same size. */
function Cover({ record, cover, fit }: CoverProps) {
  const [first] = listOf((record[cover.key] ?? null) as Json).map(idOf);
  const [lost, setLost] = useState<string>();
  const photo = cover.field.type === "photo";
  return (
    <div className={style.cover} data-fit={fit}>
      {first && lost !== first ? (
        <img
          src={photo ? thumbnailAddress(first) : pictureAddress(first)}
          alt=""
          loading="lazy"
          onError={() => setLost(first)}
        />
      ) : (
        <ImageOff size={24} aria-hidden="true" />
      )}
    </div>
  );
}
