import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { records } from "@/api/records";
import { Button } from "@/ui/shared/Button";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { Skeleton } from "@/ui/shared/Skeleton";
import { Dialog } from "@/ui-phone/Dialog";
import { useToast } from "@/ui-phone/toastContext";
import { deleteMany, restoreMany, tickedRecords } from "../model/bulk";
import type { BulkBarProps } from "./BulkBar";
import { BulkOutcomeList } from "./BulkOutcomeList";
import style from "./toolbar.module.css";
import { useBulkRun } from "./useBulkRun";

export function BulkDeleteDialog(props: BulkBarProps & { readonly onClose: () => void }) {
  const { entity, filter, checks, onClose, onWritten, onClear } = props;
  const { t } = useTranslation(["records", "common"]);
  const toast = useToast();
  const run = useBulkRun();
  const found = useQuery({
    queryKey: ["records", entity.key, "ticked", filter, [...checks.ids], checks.mode, "id"],
    queryFn: () => tickedRecords(records, entity.key, filter, checks, ["id"]),
  });
  const ids = (found.data ?? []).map((record) => record.id);
  const bringBack = async (removed: readonly string[]) => {
    const { done, refused } = await restoreMany(records, entity.key, removed, () => undefined);
    onWritten();
    toast.show({ text: refused[0]?.reason ?? t("trash.back", { count: done.length }) });
  };
  const apply = async () => {
    const outcome = await run.start((onProgress) => deleteMany(records, entity.key, ids, onProgress));
    if (!outcome) return;
    onWritten();
    if (outcome.refused.length > 0) return;
    onClear();
    onClose();
    toast.show({
      text: t("bulk.deleted", { count: outcome.done.length }),
      milliseconds: 10_000,
      action: { label: t("bulk.undo"), onSelect: () => void bringBack(outcome.done) },
    });
  };
  return (
    <Dialog
      title={t("bulk.delete")}
      shape="dialog"
      onClose={onClose}
      footer={
        <>
          <Button look="danger" busy={run.running} disabled={ids.length === 0} onClick={() => void apply()}>
            {t("bulk.deleteCount", { count: ids.length })}
          </Button>
          <Button look="quiet" onClick={onClose}>
            {t("common:cancel")}
          </Button>
        </>
      }
    >
      <div className={style.dialogBody}>
        {found.isPending ? <Skeleton lines={1} /> : null}
        {found.error ? <ProblemNotice problem={found.error} /> : null}
        <p className={style.consequence}>{t("bulk.deleteHint", { count: ids.length, name: entity.name })}</p>
        <BulkOutcomeList run={run} total={ids.length} />
      </div>
    </Dialog>
  );
}
