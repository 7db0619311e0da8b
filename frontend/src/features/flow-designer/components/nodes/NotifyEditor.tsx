import { useTranslation } from "react-i18next";
import { TemplateSetting } from "@/designing/fields/TemplateSetting";
import { useDesk } from "../../DeskContext";
import { type Assignee, member } from "../../model/documents";
import { AssigneeList } from "../inputs/AssigneeList";
import { Channels } from "../inputs/Channels";
import type { NodeEditorProps } from "./editors";

export function NotifyEditor({ node, set }: NodeEditorProps) {
  const { t } = useTranslation("flowDesigner");
  const { entity } = useDesk();
  return (
    <>
      <AssigneeList
        label={t("notify.to")}
        value={member<readonly Assignee[]>(node, "to", [])}
        onChange={(to) => set({ to })}
      />
      <TemplateSetting
        label={t("notify.title")}
        entity={entity}
        required
        maxLength={500}
        value={member(node, "title", "")}
        onCommit={(title) => set({ title })}
      />
      <TemplateSetting
        label={t("notify.body")}
        entity={entity}
        rows={4}
        maxLength={4000}
        value={member(node, "body", "")}
        onCommit={(body) => set({ body })}
      />
      <Channels
        label={t("channel.label")}
        value={member(node, "channels", ["in_app"])}
        onChange={(channels) => set({ channels })}
      />
    </>
  );
}
