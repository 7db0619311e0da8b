import { useQuery } from "@tanstack/react-query";
import { FilePlus2, Printer } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { EntityDocument } from "@/api/documents";
import { prints } from "@/api/prints";
import { DesignButton } from "@/designing/parts/DesignButton";
import { SheetPaper } from "@/print-sheet/SheetPaper";
import { Dialog } from "@/ui/page/Dialog";
import { SelectField } from "@/ui/page/SelectField";
import { Button } from "@/ui/shared/Button";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { Skeleton } from "@/ui/shared/Skeleton";

export type PrintDialogProps = {
  readonly entity: EntityDocument;
  readonly record: string;
  readonly onClose: () => void;
};

/** A record on paper before it is printed: which template, how it looks, and its PDF. */
export function PrintDialog({ entity, record, onClose }: PrintDialogProps) {
  const { t } = useTranslation("records");
  const [chosen, choose] = useState(entity.prints[0]?.id);
  const { data, error, refetch } = useQuery({
    queryKey: ["print", entity.key, record, chosen],
    queryFn: ({ signal }) => prints.sheet(entity.key, record, chosen ?? "", signal),
    enabled: chosen !== undefined,
    gcTime: 0,
  });
  return (
    <Dialog
      title={t("print.title")}
      shape="wide"
      onClose={onClose}
      footer={
        <>
          {chosen ? <DesignButton label={t("print.edit")} to={`/design/prints/${chosen}`} /> : null}
          <DesignButton
            label={t("print.new")}
            icon={<FilePlus2 size={14} />}
            to={`/design/prints/new?entity=${entity.key}`}
          />
          {chosen ? (
            <Button
              look="primary"
              icon={<Printer size={15} />}
              disabled={!data}
              onClick={() => window.open(prints.pdf(entity.key, record, chosen), "_blank", "noopener")}
            >
              {t("print.pdf")}
            </Button>
          ) : null}
        </>
      }
    >
      {chosen ? (
        <SelectField
          label={t("print.template")}
          value={chosen}
          options={entity.prints.map(({ id, name }) => ({ id, label: name }))}
          onChange={choose}
        />
      ) : (
        <p>{t("print.none")}</p>
      )}
      {error ? <ProblemNotice problem={error} onRetry={() => void refetch()} /> : null}
      {chosen && !data && !error ? <Skeleton lines={8} /> : null}
      {data ? <SheetPaper sheet={data} /> : null}
    </Dialog>
  );
}
