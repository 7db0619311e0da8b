import { useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useTranslation } from "react-i18next";
import { exportJobQuery, exportJobs } from "@/api/exports";
import { Dialog } from "@/ui/page/Dialog";
import { ProgressBar } from "@/ui/page/ProgressBar";
import { Button } from "@/ui/shared/Button";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";

/** How far a large export is; it goes on when the dialog is closed. */
export function ExportJobDialog({
  job: id,
  onClose,
}: {
  readonly job: string;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation(["records", "common"]);
  const { data: job, error } = useQuery(exportJobQuery(id));
  const done = job?.progress.done ?? 0;
  const total = job?.progress.total ?? undefined;
  const stop = async () => {
    await exportJobs.discard(id).catch(() => undefined);
    onClose();
  };
  const ready = job?.status === "done";
  const ended = ready || job?.status === "failed" || job?.status === "cancelled" || job?.status === "expired";
  return (
    <Dialog
      title={t("export.title")}
      onClose={onClose}
      footer={
        <>
          {ended ? null : <Button onClick={() => void stop()}>{t("export.stop")}</Button>}
          {ready ? (
            <Button
              look="primary"
              icon={<Download />}
              onClick={() => {
                location.assign(exportJobs.address(id));
                onClose();
              }}
            >
              {t("export.download")}
            </Button>
          ) : (
            <Button look={ended ? "primary" : "quiet"} onClick={onClose}>
              {t("common:close")}
            </Button>
          )}
        </>
      }
    >
      {error ? <ProblemNotice problem={error} /> : null}
      {ended && !ready ? <p role="alert">{job?.error?.title ?? t("export.failed")}</p> : null}
      {ended && !ready ? null : (
        <ProgressBar
          label={t(ready ? "export.done" : "export.running")}
          done={done}
          total={total}
          {...(total ? { detail: t("export.progress", { done, total }) } : {})}
        />
      )}
      {ended ? null : <p>{t("export.large")}</p>}
    </Dialog>
  );
}
