import { useTranslation } from "react-i18next";
import { member } from "../../model/documents";
import { Channels } from "../inputs/Channels";
import type { NodeEditorProps } from "./editors";

/** How whoever gets a task here hears of it. */
export function ApprovalNotices({ node, set }: NodeEditorProps) {
  const { t } = useTranslation("flowDesigner");
  return (
    <Channels
      label={t("channel.task")}
      value={member(node, "channels", ["in_app"])}
      onChange={(channels) => set({ channels })}
    />
  );
}
