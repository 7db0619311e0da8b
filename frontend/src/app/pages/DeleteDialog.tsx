import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { EntityDocument } from "@/api/documents";
import { records } from "@/api/records";
import { Button } from "@/ui/shared/Button";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { Dialog } from "@/ui-phone/Dialog";
import { useToast } from "@/ui-phone/toastContext";

export type DeleteDialogProps = {
  readonly entity: EntityDocument;
  readonly record: string;
  readonly title: string;
  readonly onClose: () => void;
  readonly onDeleted: () => void;
};

export function DeleteDialog({ entity, record, title, onClose, onDeleted }: DeleteDialogProps) {
  const { t } = useTranslation(["records", "common"]);
  const toast = useToast();
  const client = useQueryClient();
  const restore = async () => {
    try {
      await records.restore(entity.key, record);
      await client.invalidateQueries({ queryKey: ["records", entity.key] });
      toast.show({ text: t("trash.restored", { title }) });
    } catch (problem) {
      toast.show({ text: problem instanceof Error ? problem.message : t("edit.refused") });
    }
  };
  const remove = useMutation({
    mutationFn: () => records.remove(entity.key, record),
    onSuccess: () => {
      onDeleted();
      toast.show({
        text: t("record.deleted", { title }),
        milliseconds: 10_000,
        action: { label: t("record.undo"), onSelect: () => void restore() },
      });
    },
  });
  return (
    <Dialog
      title={t("record.delete")}
      shape="dialog"
      onClose={onClose}
      footer={
        <>
          <Button look="danger" busy={remove.isPending} onClick={() => remove.mutate()}>
            {t("record.delete")}
          </Button>
          <Button look="quiet" onClick={onClose}>
            {t("common:cancel")}
          </Button>
        </>
      }
    >
      <p>{t("record.deleteHint", { title })}</p>
      {remove.error ? <ProblemNotice problem={remove.error} /> : null}
    </Dialog>
  );
}
