import { useCallback, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { thumbnailAddress } from "@/api/files";
import { type Photo, PhotoField } from "@/ui-phone/PhotoField";
import { shrinkPhoto } from "@/ui-phone/photo";
import { useShellKind } from "./ShellKind";
import { useUploads } from "./useUploads";
import { useWidgetDoors } from "./WidgetDoors";
import type { WidgetProps } from "./widget";
import style from "./widgets.module.css";

/** Photos made on the spot are asked from the phone's camera; a desktop has none, and says so. */
export function PhotoUpload({ field, frame, value, onChange, disabled }: WidgetProps) {
  const { t } = useTranslation(["fields", "phone"]);
  const onPhone = useShellKind() === "phone";
  const { ids, uploads, known, add, remove, retry } = useUploads(value, onChange);
  const { reads } = useWidgetDoors();
  const addressOf = useCallback(
    (id: string) => {
      const content = reads ? undefined : known.get(id)?.content;
      return content ? URL.createObjectURL(content) : thumbnailAddress(id);
    },
    [reads, known],
  );
  const photos = useMemo<readonly Photo[]>(
    () => [
      ...ids.map((id, index) => ({
        key: id,
        name: `${frame.label} ${index + 1}`,
        address: addressOf(id),
        state: "done" as const,
      })),
      ...uploads.map((upload) => ({
        key: upload.key,
        name: upload.name,
        address: URL.createObjectURL(upload.file),
        state: upload.state,
      })),
    ],
    [ids, uploads, frame.label, addressOf],
  );
  const take = (taken: readonly File[]) => {
    const room = (field.most ?? 9) - ids.length - uploads.length;
    const claims = { taken_at: new Date().toISOString(), camera: field.camera_only ?? false };
    const kept = taken.slice(0, Math.max(0, room));
    add(kept.map((file) => ({ file, name: file.name, claims, prepare: shrinkPhoto })));
  };
  const refused = (field.camera_only ?? false) && !onPhone;
  if (disabled || refused) {
    return (
      <figure className={style.pictures} aria-label={frame.label}>
        <figcaption>{frame.label}</figcaption>
        {ids.map((id) => (
          <img key={id} src={thumbnailAddress(id)} alt={frame.label} width={72} height={72} />
        ))}
        {refused ? <p className={style.note}>{t("photo.phoneOnly")}</p> : null}
      </figure>
    );
  }
  const failed = uploads.filter((upload) => upload.state === "failed");
  // "Fill this in" would puzzle who has just taken the photo.
  const waiting = uploads.length > failed.length;
  const problem = waiting
    ? undefined
    : frame.problem && failed.length > 0
      ? t("photo.notSent")
      : frame.problem;
  return (
    <div>
      <PhotoField
        {...frame}
        problem={problem}
        photos={photos}
        onTake={take}
        onRemove={remove}
        cameraOnly={field.camera_only ?? false}
        {...(field.least ? { atLeast: field.least } : {})}
      />
      {failed.length > 0 ? (
        <button type="button" className={style.retry} onClick={() => failed.forEach(retry)}>
          {t("photo.retry", { count: failed.length })}
        </button>
      ) : null}
    </div>
  );
}
