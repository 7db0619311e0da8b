import { Camera, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Field, type FieldFrame } from "@/ui/shared/Field";
import { IconButton } from "@/ui/shared/IconButton";
import style from "./PhotoField.module.css";

export type Photo = {
  readonly key: string;
  readonly name: string;
  /** Address to show: an object URL before the upload, the file's address after it. */
  readonly address: string;
  readonly state: "waiting" | "uploading" | "failed" | "done";
};

export type PhotoFieldProps = FieldFrame & {
  readonly photos: readonly Photo[];
  readonly onTake: (photos: readonly File[]) => void;
  readonly onRemove: (key: string) => void;
  /** Ask the phone for its camera rather than its album (a hint to the browser, not a proof). */
  readonly cameraOnly?: boolean;
  readonly atLeast?: number;
};

export function PhotoField({
  photos,
  onTake,
  onRemove,
  cameraOnly = true,
  atLeast,
  ...frame
}: PhotoFieldProps) {
  const { t } = useTranslation("phone");
  return (
    <Field {...frame}>
      {({ "aria-required": _required, ...links }) => (
        <div className={style.photos}>
          {photos.map((photo) => (
            <figure key={photo.key} className={style.photo} data-state={photo.state}>
              <img src={photo.address} alt={photo.name} />
              {photo.state === "done" ? null : <figcaption>{t(`photo.${photo.state}`)}</figcaption>}
              <IconButton
                className={style.remove}
                label={t("photo.remove", { name: photo.name })}
                icon={<X />}
                onClick={() => onRemove(photo.key)}
              />
            </figure>
          ))}
          <label className={style.take}>
            <Camera aria-hidden="true" />
            <span>{t("photo.take")}</span>
            {atLeast ? <small>{t("photo.progress", { taken: photos.length, needed: atLeast })}</small> : null}
            <input
              {...links}
              type="file"
              accept="image/*"
              multiple={!cameraOnly}
              {...(cameraOnly ? { capture: "environment" as const } : {})}
              className="visually-hidden"
              onChange={(event) => {
                onTake(Array.from(event.target.files ?? []));
                event.target.value = "";
              }}
            />
          </label>
        </div>
      )}
    </Field>
  );
}
