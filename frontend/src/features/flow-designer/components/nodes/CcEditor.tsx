import { useTranslation } from "react-i18next";
import { type Assignee, member } from "../../model/documents";
import { AssigneeList } from "../inputs/AssigneeList";
import { Channels } from "../inputs/Channels";
import style from "../Panel.module.css";
import type { NodeEditorProps } from "./editors";
import { type Right, RightsMatrix } from "./FieldRights";

export function CcPeople({ node, set }: NodeEditorProps) {
  const { t } = useTranslation("flowDesigner");
  return (
    <>
      <AssigneeList
        label={t("cc.to")}
        value={member<readonly Assignee[]>(node, "to", [])}
        onChange={(to) => set({ to })}
      />
      <Channels
        label={t("channel.label")}
        value={member(node, "channels", ["in_app"])}
        onChange={(channels) => set({ channels })}
      />
    </>
  );
}

/** Who is told may read; nothing can be changed. */
export function CcRights({ node, set }: NodeEditorProps) {
  const { t } = useTranslation("flowDesigner");
  return (
    <>
      <p className={style.hint}>{t("cc.rightsHint")}</p>
      <RightsMatrix
        value={member<Readonly<Record<string, Right>>>(node, "fields", {})}
        most="read"
        onChange={(fields) => set({ fields })}
      />
    </>
  );
}
