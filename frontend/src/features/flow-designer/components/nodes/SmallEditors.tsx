import { useTranslation } from "react-i18next";
import { TextSetting } from "@/designing/parts/Inputs";
import { SelectField } from "@/ui/page/SelectField";
import { useDesk } from "../../DeskContext";
import { branchesOf, member, nodeName } from "../../model/documents";
import { NumberSetting } from "../inputs/NumberSetting";
import { BranchList } from "./BranchList";
import type { NodeEditorProps } from "./editors";

export function ParallelEditor({ node, set }: NodeEditorProps) {
  const { t } = useTranslation("flowDesigner");
  return (
    <>
      <BranchList node={node} set={set} />
      <SelectField
        label={t("parallel.resume")}
        value={member(node, "resume", "fork")}
        options={["fork", "branch"].map((id) => ({ id, label: t(`parallel.resumes.${id}`) }))}
        onChange={(resume) => set({ resume })}
      />
    </>
  );
}

/** How many branches have to come before it goes on. */
export function JoinEditor({ node, set }: NodeEditorProps) {
  const { t } = useTranslation("flowDesigner");
  const { flow } = useDesk();
  const need = member<string>(node, "need", "all");
  const forks = flow.nodes.filter((one) => one.type === "parallel");
  const fork = forks.find((one) => one.id === node.of);
  return (
    <>
      <SelectField
        label={t("join.of")}
        value={String(node.of ?? "")}
        options={forks.map((one) => ({ id: one.id, label: nodeName(one) }))}
        onChange={(of) => set({ of })}
      />
      <SelectField
        label={t("join.need")}
        value={need}
        options={["all", "first", "n"].map((id) => ({ id, label: t(`join.needs.${id}`) }))}
        onChange={(next) => set({ need: next, count: next === "n" ? 1 : undefined })}
      />
      {need === "n" ? (
        <NumberSetting
          label={t("join.count")}
          value={String(member(node, "count", 1))}
          whole
          least={1}
          most={fork ? branchesOf(fork).length : 50}
          onCommit={(count) => set({ count: Number(count) })}
        />
      ) : null}
    </>
  );
}

const outcomes = ["done", "approved", "rejected", "cancelled"];

/** How the run is said to have ended; a word of its own is a short name in small letters. */
export function StopEditor({ node, set }: NodeEditorProps) {
  const { t } = useTranslation("flowDesigner");
  const outcome = member<string>(node, "outcome", "done");
  const own = !outcomes.includes(outcome);
  return (
    <>
      <SelectField
        label={t("stop.outcome")}
        value={own ? "other" : outcome}
        options={[...outcomes, "other"].map((id) => ({ id, label: t(`outcome.${id}`) }))}
        onChange={(next) => set({ outcome: next })}
      />
      {own ? (
        <TextSetting
          label={t("stop.own")}
          hint={t("stop.ownHint")}
          maxLength={40}
          value={outcome}
          onCommit={(next) => (/^[a-z][a-z_]{0,39}$/.test(next) ? set({ outcome: next }) : undefined)}
        />
      ) : null}
    </>
  );
}
