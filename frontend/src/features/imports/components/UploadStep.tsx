import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FileDrop } from "@/ui/page/FileDrop";
import { ProgressBar } from "@/ui/page/ProgressBar";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { type ImportJob, openImport } from "../api";
import { EntityChoice, useImportTargets } from "./EntityChoice";
import { NoTarget } from "./NoTarget";

export type UploadStepProps = {
  readonly entity: string;
  readonly onEntity: (entity: string) => void;
  readonly onOpened: (job: ImportJob) => void;
};

export function UploadStep({ entity, onEntity, onOpened }: UploadStepProps) {
  const { t } = useTranslation("imports");
  const targets = useImportTargets();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const take = async (file: File) => {
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
  if (targets?.length === 0) return <NoTarget />;
  return (
    <>
      <EntityChoice targets={targets ?? []} value={entity} onChange={onEntity} />
      {busy ? (
        <ProgressBar label={t("upload.busy")} done={0} />
      ) : (
        <FileDrop
          invitation={t("upload.drop")}
          label={t("upload.choose")}
          hint={t(entity ? "upload.hint" : "upload.entityFirst")}
          accept=".csv,.xlsx,text/csv"
          disabled={!entity}
          onFile={(file) => void take(file)}
        />
      )}
      {problem ? <ProblemNotice problem={problem} /> : null}
    </>
  );
}
