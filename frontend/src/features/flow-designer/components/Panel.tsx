import { useState } from "react";
import { useTranslation } from "react-i18next";
import { TextSetting } from "@/designing/parts/Inputs";
import type { FlowNode } from "@/lib/flowTree/tree";
import { Tabs } from "@/ui-phone/Tabs";
import { type NodeProblem, useDesk } from "../DeskContext";
import { setBranch } from "../model/branchDeeds";
import { setNode } from "../model/deeds";
import { branchesOf, nodeName, nodeOf } from "../model/documents";
import { isNodeType } from "../model/members";
import { branchProblems } from "../model/places";
import { nobodyFound } from "../useFlowProblems";
import { FlowPanel } from "./FlowPanel";
import { editors } from "./nodes/editors";
import style from "./Panel.module.css";

/** The settings of what is selected: the flow, a step, a branch. */
export function Panel() {
  const { selection, flow } = useDesk();
  if (selection.kind === "flow") return <FlowPanel />;
  const node = nodeOf(flow, selection.kind === "node" ? selection.id : selection.node);
  if (!node) return <FlowPanel />;
  if (selection.kind === "node") return <NodePanel key={node.id} node={node} />;
  return <BranchPanel key={selection.id} node={node} branch={selection.id} />;
}

function Trail({ node }: { readonly node?: FlowNode }) {
  const { t } = useTranslation("flowDesigner");
  const { select } = useDesk();
  return (
    <nav className={style.trail} aria-label={t("panel.trail")}>
      <button type="button" onClick={() => select({ kind: "flow" })}>
        {t("panel.flow")}
      </button>
      {node ? (
        <>
          {" › "}
          <button type="button" onClick={() => select({ kind: "node", id: node.id })}>
            {nodeName(node)}
          </button>
        </>
      ) : null}
    </nav>
  );
}

function Problems({ problems }: { readonly problems: readonly NodeProblem[] }) {
  return problems.length > 0 ? (
    <ul className={style.problems}>
      {problems.map((one) => (
        <li key={one.key} data-tone={one.tone}>
          {one.text}
        </li>
      ))}
    </ul>
  ) : null;
}

function NodePanel({ node }: { readonly node: FlowNode }) {
  const { t } = useTranslation(["flowDesigner", "flowCanvas"]);
  const desk = useDesk();
  const tabs = isNodeType(node.type) ? editors[node.type] : [];
  const [shown, setShown] = useState(tabs[0]?.key ?? "");
  const current = tabs.find((one) => one.key === shown) ?? tabs[0];
  const set = (members: Readonly<Record<string, unknown>>) => desk.run(setNode(desk, node.id, members));
  const problems = (desk.problems.get(node.id) ?? []).filter((one) => !one.key.startsWith(nobodyFound));
  const Editor = current?.Editor;
  return (
    <div className={style.panel}>
      <Trail />
      <h2>{nodeName(node)}</h2>
      <p className={style.hint}>{t(`flowCanvas:type.${node.type}`, { defaultValue: node.type })}</p>
      <Problems problems={problems} />
      <TextSetting
        label={t("flowDesigner:panel.name")}
        required
        maxLength={200}
        value={nodeName(node)}
        onCommit={(name) => set({ name })}
      />
      {Editor && tabs.length > 1 ? (
        <Tabs
          label={t("flowDesigner:panel.tabs")}
          tabs={tabs.map(({ key }) => ({ key, label: t(`flowDesigner:panel.tab.${key}`) }))}
          current={current.key}
          onChange={setShown}
        >
          <div className={style.group} key={current.key}>
            <Editor node={node} set={set} />
          </div>
        </Tabs>
      ) : null}
      {Editor && tabs.length === 1 ? <Editor node={node} set={set} /> : null}
    </div>
  );
}

function BranchPanel({ node, branch: id }: { readonly node: FlowNode; readonly branch: string }) {
  const { t } = useTranslation("flowDesigner");
  const desk = useDesk();
  const branches = branchesOf(node);
  const at = branches.findIndex((one) => one.id === id);
  const branch = branches[at];
  if (!branch) return <NodePanel node={node} />;
  const isDefault = node.type === "condition" && at === branches.length - 1;
  const { ConditionEditor } = desk.parts;
  return (
    <div className={style.panel}>
      <Trail node={node} />
      <h2>{branch.name}</h2>
      <Problems problems={branchProblems(desk.problems.get(node.id) ?? [], at)} />
      <TextSetting
        label={t("branch.name")}
        required
        maxLength={200}
        value={branch.name}
        onCommit={(name) => desk.run(setBranch(desk, node.id, branch, { name }))}
      />
      {isDefault ? <p className={style.hint}>{t("branch.defaultHint")}</p> : null}
      {node.type === "condition" && !isDefault ? (
        <fieldset className={style.set}>
          <legend>{t("branch.when")}</legend>
          <div className={style.condition}>
            <ConditionEditor
              entity={desk.entity}
              condition={branch.when}
              none={t("branch.noCondition")}
              onChange={(when) => (when ? desk.run(setBranch(desk, node.id, branch, { when })) : undefined)}
            />
          </div>
        </fieldset>
      ) : null}
    </div>
  );
}
