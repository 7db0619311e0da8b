import { PencilLine, Trash2, X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { EntityDocument } from "@/api/documents";
import type { CellWords } from "@/field-cells/cell";
import type { Condition } from "@/lib/condition/condition";
import type { Checks } from "@/ui/grid/model/checks";
import { Button } from "@/ui/shared/Button";
import { BulkDeleteDialog } from "./BulkDeleteDialog";
import { BulkEditDialog } from "./BulkEditDialog";
import style from "./toolbar.module.css";

export type BulkBarProps = {
  readonly entity: EntityDocument;
  readonly words: CellWords;
  readonly filter: Condition | undefined;
  readonly checks: Checks;
  readonly onClear: () => void;
  readonly onWritten: () => void;
};

export function BulkBar(props: BulkBarProps) {
  const { entity, checks, onClear } = props;
  const { t } = useTranslation("records");
  const [dialog, setDialog] = useState<"edit" | "delete">();
  const may = (action: "update" | "delete") => entity.actions.includes(action);
  const shared = { ...props, onClose: () => setDialog(undefined) };
  return (
    <div className={style.bulk} role="toolbar" aria-label={t("bulk.bar")}>
      <span className={style.bulkCount}>
        {checks.mode === "some" ? t("bulk.chosen", { count: checks.ids.size }) : t("bulk.allChosen")}
      </span>
      {may("update") ? (
        <Button size="small" icon={<PencilLine size={14} />} onClick={() => setDialog("edit")}>
          {t("bulk.edit")}
        </Button>
      ) : null}
      {may("delete") ? (
        <Button size="small" look="danger" icon={<Trash2 size={14} />} onClick={() => setDialog("delete")}>
          {t("bulk.delete")}
        </Button>
      ) : null}
      <Button size="small" look="quiet" icon={<X size={14} />} onClick={onClear}>
        {t("bulk.clear")}
      </Button>
      {dialog === "edit" ? <BulkEditDialog {...shared} /> : null}
      {dialog === "delete" ? <BulkDeleteDialog {...shared} /> : null}
    </div>
  );
}
