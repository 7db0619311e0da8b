import { Plus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button } from "@/ui/shared/Button";
import { useDesk } from "../../DeskContext";
import { addBranch } from "../../model/branchDeeds";
import { branchesOf } from "../../model/documents";
import style from "../Panel.module.css";
import type { NodeEditorProps } from "./editors";

/** The branches in their order; each is edited in its own panel. */
export function BranchList({ node }: NodeEditorProps) {
  const { t } = useTranslation("flowDesigner");
  const desk = useDesk();
  return (
    <fieldset className={style.set}>
      <legend>{t("branch.list")}</legend>
      <p className={style.hint}>{t(`branch.order.${node.type}`)}</p>
      {branchesOf(node).map((branch, at) => (
        <Button key={branch.id} onClick={() => desk.select({ kind: "branch", node: node.id, id: branch.id })}>
          {at + 1}. {branch.name}
        </Button>
      ))}
      <Button
        size="small"
        look="quiet"
        icon={<Plus size={14} />}
        onClick={() => desk.run(addBranch(desk, node.id, desk.names.branch))}
      >
        {t("branch.add")}
      </Button>
    </fieldset>
  );
}
