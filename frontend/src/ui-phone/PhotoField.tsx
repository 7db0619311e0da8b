import { Camera, X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Field, type FieldFrame } from "@/ui/shared/Field";
import { IconButton } from "@/ui/shared/IconButton";
import style from "./PhotoField.module.css";
import { digestOf, shrinkPhoto } from "./photo";

export type Photo = {
  readonly key: string;
  readonly name: string;
  /** Address to show: an object URL before the upload, the file's address after it. */
  readonly address: string;
  readonly state: "waiting" | "uploading" | "failed" | "done";
};

export type TakenPhoto = {
  readonly file: Blob;
  readonly name: string;
  /** Of the original, before it was made smaller. */
  readonly digest: string | undefined;
};

export type PhotoFieldProps = FieldFrame & {
  readonly photos: readonly Photo[];
  readonly onTake: (photos: readonly TakenPhoto[]) => void;
  readonly onRemove: (key: string) => void;
  /** Ask the phone for its camera rather than its album (a hint to the browser, not a proof). */
  readonly cameraOnly?: boolean;
  readonly atLeast?: number;
};

const prepare = async (file: File): Promise<TakenPhoto> => ({
  digest: await digestOf(file),
  file: await shrinkPhoto(file),
  name: file.name,
});

export function PhotoField({
  photos,
  onTake,
  onRemove,
  cameraOnly = true,
  atLeast,
  ...frame
}: PhotoFieldProps) {
  const { t } = useTranslation("phone");
  const [busy, setBusy] = useState(false);
  const take = async (files: FileList | null) => {
    if (!files || files.length === 0) return;
    setBusy(true);
    try {
      onTake(await Promise.all(Array.from(files, prepare)));
    } finally {
      setBusy(false);
    }
  };
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
          <label className={style.take} aria-busy={busy}>
            <Camera aria-hidden="true" />
            <span>{busy ? t("photo.preparing") : t("photo.take")}</span>
            {atLeast ? <small>{t("photo.progress", { taken: photos.length, needed: atLeast })}</small> : null}
            <input
              {...links}
              type="file"
              accept="image/*"
              multiple={!cameraOnly}
              {...(cameraOnly ? { capture: "environment" as const } : {})}
              className="visually-hidden"
              disabled={busy}
              onChange={(event) => {
                void take(event.target.files);
                event.target.value = "";
              }}
            />
          </label>
        </div>
      )}
    </Field>
  );
}
