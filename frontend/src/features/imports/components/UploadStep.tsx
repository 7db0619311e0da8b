import { FileSpreadsheet } from "lucide-react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { ProgressBar } from "@/ui/page/ProgressBar";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { type ImportJob, openImport } from "../api";
import { EntityChoice } from "./EntityChoice";
import style from "./imports.module.css";

export type UploadStepProps = {
  readonly entity: string;
  readonly onEntity: (entity: string) => void;
  readonly onOpened: (job: ImportJob) => void;
};

export function UploadStep({ entity, onEntity, onOpened }: UploadStepProps) {
  const { t } = useTranslation("imports");
  const id = useId();
  const [over, setOver] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const take = async (file: File | undefined) => {
    if (!file || !entity) return;
    setBusy(true);
    setProblem(undefined);
    try {
      onOpened(await openImport(entity, file));
    } catch (refusal) {
      setProblem(refusal);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <EntityChoice value={entity} onChange={onEntity} />
      {busy ? (
        <ProgressBar label={t("upload.busy")} done={0} />
      ) : (
        // biome-ignore lint/a11y/noStaticElementInteractions: dropping a file is a shortcut; the file button below does the same
        <div
          className={style.drop}
          data-over={over || undefined}
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={(event) => {
            event.preventDefault();
            setOver(false);
            void take(event.dataTransfer.files[0]);
          }}
        >
          <FileSpreadsheet aria-hidden="true" />
          <p>{t("upload.drop")}</p>
          <label htmlFor={id} className={style.file}>
            {t("upload.choose")}
          </label>
          <input
            id={id}
            type="file"
            className="visually-hidden"
            accept=".csv,.xlsx,text/csv"
            disabled={!entity}
            onChange={(event) => void take(event.target.files?.[0])}
          />
          <p className={style.meta}>{t(entity ? "upload.hint" : "upload.entityFirst")}</p>
        </div>
      )}
      {problem ? <ProblemNotice problem={problem} /> : null}
    </>
  );
}
