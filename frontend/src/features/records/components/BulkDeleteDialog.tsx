import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { records } from "@/api/records";
import { useToast } from "@/ui-phone/toastContext";
import { deleteMany, restoreMany, tickedRecords } from "../model/bulk";
import type { BulkBarProps } from "./BulkBar";
import { BulkDialog } from "./BulkDialog";
import style from "./toolbar.module.css";

export function BulkDeleteDialog(props: BulkBarProps & { readonly onClose: () => void }) {
  const { entity, filter, checks, onClose, onWritten, onClear } = props;
  const { t } = useTranslation("records");
  const toast = useToast();
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
  return (
    <BulkDialog
      title={t("bulk.delete")}
      confirm={t("bulk.deleteCount", { count: ids.length })}
      look="danger"
      total={found.data?.length}
      problem={found.error}
      work={(onProgress) => deleteMany(records, entity.key, ids, onProgress)}
      said={(count) => t("bulk.deleted", { count })}
      onUndo={(removed) => void bringBack(removed)}
      onWritten={onWritten}
      onClear={onClear}
      onClose={onClose}
    >
      {() => (
        <p className={style.consequence}>{t("bulk.deleteHint", { count: ids.length, name: entity.name })}</p>
      )}
    </BulkDialog>
  );
}
