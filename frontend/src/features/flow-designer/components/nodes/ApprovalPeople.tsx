import { useTranslation } from "react-i18next";
import { CheckField } from "@/ui/page/CheckField";
import { SelectField } from "@/ui/page/SelectField";
import type { Assignee } from "../../model/documents";
import { member } from "../../model/documents";
import { AssigneeList } from "../inputs/AssigneeList";
import { NumberSetting } from "../inputs/NumberSetting";
import style from "../Panel.module.css";
import type { NodeEditorProps } from "./editors";
import { MannedCheck } from "./MannedCheck";

/** Who decides, what happens when nobody is found, and when it counts as decided. */
export function ApprovalPeople({ node, set }: NodeEditorProps) {
  const { t } = useTranslation("flowDesigner");
  const choice = (name: string, otherwise: string, options: readonly string[]) => (
    <SelectField
      label={t(`approval.${name}.label`)}
      value={member(node, name, otherwise)}
      options={options.map((id) => ({ id, label: t(`approval.${name}.${id}`) }))}
      onChange={(value) => set({ [name]: value })}
    />
  );
  return (
    <>
      <AssigneeList
        label={t("approval.assignees")}
        value={member<readonly Assignee[]>(node, "assignees", [])}
        onChange={(assignees) => set({ assignees })}
      />
      <MannedCheck node={node.id} />
      {choice("empty", "fallback", ["fallback", "manager", "pass"])}
      {member(node, "empty", "fallback") === "fallback" ? (
        <AssigneeList
          label={t("approval.fallback")}
          value={member<readonly Assignee[]>(node, "fallback", [])}
          onChange={(fallback) => set({ fallback })}
        />
      ) : null}
      {choice("initiator", "act", ["act", "pass", "manager"])}
      <fieldset className={style.set}>
        <legend>{t("approval.rules")}</legend>
        {choice("order", "together", ["together", "one_by_one"])}
        <Vote node={node} set={set} name="passing" options={["all", "any", "ratio"]} otherwise="all" />
        <Vote node={node} set={set} name="rejecting" options={["one", "all", "ratio"]} otherwise="one" />
        <CheckField
          label={t("approval.early_stop")}
          hint={t("approval.earlyStopHint")}
          value={member(node, "early_stop", true)}
          onChange={(early_stop) => set({ early_stop })}
        />
        {choice("reject_ends", "process", ["process", "branch"])}
      </fieldset>
    </>
  );
}

type VoteProps = NodeEditorProps & {
  readonly name: "passing" | "rejecting";
  readonly options: readonly string[];
  readonly otherwise: string;
};

/** How many votes it takes; a share is given in percent. */
function Vote({ node, set, name, options, otherwise }: VoteProps) {
  const { t } = useTranslation("flowDesigner");
  const ratio = `${name}_ratio`;
  const value = member(node, name, otherwise);
  return (
    <>
      <SelectField
        label={t(`approval.${name}.label`)}
        value={value}
        options={options.map((id) => ({ id, label: t(`approval.${name}.${id}`) }))}
        onChange={(next) => set({ [name]: next, [ratio]: next === "ratio" ? "0.5" : undefined })}
      />
      {value === "ratio" ? (
        <NumberSetting
          label={t("approval.ratio")}
          value={String(Math.round(Number(member(node, ratio, "0.5")) * 10_000) / 100)}
          least={1}
          most={100}
          onCommit={(percent) => set({ [ratio]: String(Math.round(Number(percent) * 100) / 10_000) })}
        />
      ) : null}
    </>
  );
}
