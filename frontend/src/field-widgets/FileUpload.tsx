import { useQuery } from "@tanstack/react-query";
import { Paperclip, RotateCw, Upload, X } from "lucide-react";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { fileAddress, filesQuery } from "@/api/files";
import { Button } from "@/ui/shared/Button";
import { Field } from "@/ui/shared/Field";
import { IconButton } from "@/ui/shared/IconButton";
import { useShellKind } from "./ShellKind";
import { sizeText } from "./sizeText";
import { useUploads } from "./useUploads";
import { type Uploaded, useWidgetDoors } from "./WidgetDoors";
import type { WidgetProps } from "./widget";
import style from "./widgets.module.css";

export function FileUpload({ field, frame, value, onChange, disabled }: WidgetProps) {
  const { t } = useTranslation("fields");
  const size = useShellKind() === "phone" ? "phone" : "medium";
  const input = useRef<HTMLInputElement>(null);
  const { ids, uploads, known, add, remove, retry } = useUploads(value, onChange);
  const { reads } = useWidgetDoors();
  const { data: stored } = useQuery(filesQuery(reads ? ids.filter((id) => !known.has(id)) : []));
  const documents = new Map<string, Uploaded>([
    ...(stored ?? []).map((file) => [file.id, file] as const),
    ...known,
  ]);
  const full = ids.length + uploads.length >= (field.most ?? 9);
  const endings = field.endings ?? [];
  const hint =
    frame.hint ?? (endings.length > 0 ? t("file.endings", { list: endings.join(" ") }) : undefined);
  return (
    <Field {...frame} {...(hint === undefined ? {} : { hint })}>
      {({ "aria-required": _required, "aria-invalid": _invalid, ...links }) => (
        <div>
          <ul className={style.files}>
            {ids.map((id) => {
              const file = documents.get(id);
              return (
                <li key={id}>
                  <Paperclip size={15} aria-hidden="true" />
                  {reads ? (
                    <a href={fileAddress(id)} download>
                      {file?.name ?? t("file.one")}
                    </a>
                  ) : (
                    <span>{file?.name ?? t("file.one")}</span>
                  )}
                  <small className="figures">{file ? sizeText(file.size) : ""}</small>
                  {disabled ? null : (
                    <IconButton
                      size={size === "phone" ? "phone" : "small"}
                      label={t("file.remove", { name: file?.name ?? t("file.one") })}
                      icon={<X />}
                      onClick={() => remove(id)}
                    />
                  )}
                </li>
              );
            })}
            {uploads.map((upload) => (
              <li key={upload.key} data-state={upload.state}>
                <Upload size={15} aria-hidden="true" />
                <span>{upload.name}</span>
                <small role="status">{upload.reason ?? t("file.uploading")}</small>
                {upload.state === "failed" ? (
                  <>
                    <IconButton
                      size="small"
                      label={t("file.retry")}
                      icon={<RotateCw />}
                      onClick={() => retry(upload)}
                    />
                    <IconButton
                      size="small"
                      label={t("file.remove", { name: upload.name })}
                      icon={<X />}
                      onClick={() => remove(upload.key)}
                    />
                  </>
                ) : null}
              </li>
            ))}
          </ul>
          {disabled || full ? null : (
            <Button size={size} icon={<Upload size={15} />} onClick={() => input.current?.click()}>
              {t("file.choose")}
            </Button>
          )}
          <input
            {...links}
            ref={input}
            type="file"
            multiple
            tabIndex={-1}
            disabled={disabled || full}
            accept={endings.map((ending) => `.${ending}`).join(",") || undefined}
            className="visually-hidden"
            onChange={(event) => {
              add(Array.from(event.target.files ?? [], (file) => ({ file, name: file.name })));
              event.target.value = "";
            }}
          />
        </div>
      )}
    </Field>
  );
}
