import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { FileChoice } from "@/ui/page/FileChoice";
import { ProgressBar } from "@/ui/page/ProgressBar";
import { uploadPackage } from "../api";
import style from "./market.module.css";
import { UploadRefused } from "./UploadRefused";

/** A package from a file: checked as a whole, then looked at like any other of the market. */
export function UploadPackage() {
  const { t } = useTranslation("market");
  const client = useQueryClient();
  const navigate = useNavigate();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const take = async (file: File) => {
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
          <FileChoice
            look="plain"
            label={t("upload.choose")}
            accept=".zip,application/zip"
            onFile={(file) => void take(file)}
          />
          <span className={style.meta}>{t("upload.hint")}</span>
        </div>
      )}
      {problem ? <UploadRefused problem={problem} /> : null}
    </section>
  );
}
