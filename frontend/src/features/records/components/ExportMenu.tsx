import { Download } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type ExportFormat, type ExportQuestion, exportJobs, exportNow, tooManyRows } from "@/api/exports";
import { ApiProblem } from "@/api/problem";
import { MenuButton } from "@/ui/shared/MenuButton";
import { useToast } from "@/ui-phone/toastContext";
import { ExportJobDialog } from "./ExportJobDialog";
import { saveFile } from "./saveFile";

export type ExportMenuProps = {
  /** The list as it stands, asked when the person has chosen. */
  readonly question: (format: ExportFormat) => ExportQuestion;
};

const formats: readonly ExportFormat[] = ["xlsx", "csv"];

/** The list as a file: what the reader sees, no more. */
export function ExportMenu({ question }: ExportMenuProps) {
  const { t } = useTranslation("records");
  const toast = useToast();
  const [busy, setBusy] = useState(false);
  const [job, setJob] = useState<string>();
  const start = async (format: ExportFormat) => {
    const asked = question(format);
    setBusy(true);
    try {
      saveFile(await exportNow(asked), `${asked.entity}.${format}`);
    } catch (problem) {
      if (problem instanceof ApiProblem && problem.code === tooManyRows)
        setJob((await exportJobs.begin(asked)).id);
      else throw problem;
    } finally {
      setBusy(false);
    }
  };
  const run = (format: ExportFormat) =>
    void start(format).catch((problem: unknown) =>
      toast.show({ text: problem instanceof Error ? problem.message : t("export.failed") }),
    );
  return (
    <>
      <MenuButton
        label={t("export.title")}
        icon={<Download />}
        aria-busy={busy}
        disabled={busy}
        items={formats.map((format) => ({
          key: format,
          label: t(`export.${format}`),
          onSelect: () => run(format),
        }))}
      />
      {job ? <ExportJobDialog job={job} onClose={() => setJob(undefined)} /> : null}
    </>
  );
}
