import { useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { ProgressBar } from "@/ui/page/ProgressBar";
import { uploadPackage } from "../api";
import style from "./market.module.css";
import { UploadRefused } from "./UploadRefused";

/** A package from a file: checked as a whole, then looked at like any other of the market. */
export function UploadPackage() {
  const { t } = useTranslation("market");
  const client = useQueryClient();
  const navigate = useNavigate();
  const id = useId();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const take = async (file: File | undefined) => {
    if (!file) return;
    setBusy(true);
    setProblem(undefined);
    try {
      const made = await uploadPackage(file);
      await client.invalidateQueries({ queryKey: ["packages"] });
      await navigate(`/market/${made.id}`);
    } catch (refusal) {
      setProblem(refusal);
    } finally {
      setBusy(false);
    }
  };
  return (
    <section className={style.panel} aria-label={t("upload.title")}>
      <h2>{t("upload.title")}</h2>
      {busy ? (
        <ProgressBar label={t("upload.busy")} done={0} />
      ) : (
        <div className={style.actions}>
          <label htmlFor={id} className={style.file}>
            {t("upload.choose")}
          </label>
          <input
            id={id}
            type="file"
            className="visually-hidden"
            accept=".zip,application/zip"
            onChange={(event) => {
              const file = event.target.files?.[0];
              // The same file may be mended and chosen again.
              event.target.value = "";
              void take(file);
            }}
          />
          <span className={style.meta}>{t("upload.hint")}</span>
        </div>
      )}
      {problem ? <UploadRefused problem={problem} /> : null}
    </section>
  );
}
