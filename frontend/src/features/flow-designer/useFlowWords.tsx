/** What the parts of a flow say, in the reader's language. */
import type { TFunction } from "i18next";
import { type ReactNode, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { EntityDocument } from "@/api/documents";
import { useCellWords } from "@/field-cells/useCellWords";
import type { Condition } from "@/lib/condition/condition";
import type { FlowNode } from "@/lib/flowTree/tree";
import { isObject, type Json } from "@/lib/json";
import type { Named } from "./DeskContext";
import { type Assignee, branchesOf, type FlowDraft, member, nodeName } from "./model/documents";
import type { FlowDesignerParts } from "./parts";

export type FlowWordsOptions = {
  readonly flow: FlowDraft;
  readonly entity: EntityDocument;
  readonly roles: readonly Named[];
  readonly parts: FlowDesignerParts;
};

export type Told = {
  readonly who: (assignee: Assignee) => string;
  readonly everyone: (assignees: readonly Assignee[]) => string;
  /** What a card says below its name. */
  readonly line: (node: FlowNode) => ReactNode;
  /** What is written where a way leaves a step. */
  readonly lane: (node: FlowNode, port: string) => ReactNode;
  readonly fieldName: (path: string) => string;
};

export function useFlowWords({ flow, entity, roles, parts }: FlowWordsOptions): Told {
  const { t } = useTranslation("flowDesigner");
  const { personName } = useCellWords();
  const { ConditionWords } = parts;
  const steps = useStepNames(flow);
  return useMemo(() => {
    const fieldName = (path: string): string => {
      const [head = "", ...rest] = path.split(".");
      const name = entity.fields.find((field) => field.id === head)?.name ?? head;
      return [name, ...rest].join(" › ");
    };
    const roleName = (id = "") => roles.find((one) => one.id === id)?.name ?? t("who.unknownRole");
    const stepName = (id = "") => steps.get(id) ?? t("who.unknownNode");
    // Of the initiator unless a field says of whom: that goes without saying.
    const above = (key: string, { level = 1, field }: Assignee): string =>
      field ? t(`who.${key}Of`, { of: fieldName(field), level }) : t(`who.${key}`, { level });
    const leveled = (key: string, one: Assignee) => above((one.level ?? 1) === 1 ? key : `${key}At`, one);
    const told: Readonly<Record<string, (assignee: Assignee) => string>> = {
      person: ({ people = [] }) =>
        people.map((id) => personName(id) ?? t("who.somebody")).join(t("who.comma")),
      role: ({ role, within }) =>
        t(within === "department" ? "who.roleWithin" : "who.role", { name: roleName(role) }),
      manager: (one) => leveled("manager", one),
      department_head: (one) => leveled("head", one),
      managers_up_to: (one) => above("managersUpTo", one),
      field: ({ field = "" }) => t("who.field", { name: fieldName(field) }),
      node: ({ node }) => t("who.node", { name: stepName(node) }),
      slot: ({ slot = "" }) => t("who.slot", { name: slot }),
    };
    const who = (assignee: Assignee): string => told[assignee.by]?.(assignee) ?? t(`who.${assignee.by}`);
    const everyone = (assignees: readonly Assignee[]) =>
      assignees.length === 0 ? t("who.nobody") : assignees.map(who).join(t("who.plus"));
    return {
      who,
      everyone,
      fieldName,
      line: (node) => lineOf(node, { t, everyone, fieldName, entity, ConditionWords }),
      lane: (node, port) => {
        const branch = branchesOf(node).find((one) => one.id === port);
        if (!branch) return t(`port.${port || "onward"}`);
        if (node.type !== "condition") return null;
        if (branch.when) return <ConditionWords entity={entity} condition={branch.when} />;
        return t(branchesOf(node).at(-1) === branch ? "branch.otherwise" : "branch.unset");
      },
    };
  }, [t, personName, steps, entity, roles, ConditionWords]);
}

/** Names by id; the same map until one of them changes, so that cards are not told anew for every command. */
function useStepNames(flow: FlowDraft): ReadonlyMap<string, string> {
  const told = JSON.stringify(flow.nodes.map((node) => [node.id, nodeName(node)]));
  return useMemo(() => new Map(JSON.parse(told) as [string, string][]), [told]);
}

type LineTalk = Pick<Told, "everyone" | "fieldName"> & {
  readonly t: TFunction<"flowDesigner">;
  readonly entity: EntityDocument;
  readonly ConditionWords: FlowDesignerParts["ConditionWords"];
};

const assignees = (node: FlowNode, name: string) => member<readonly Assignee[]>(node, name, []);

function lineOf(node: FlowNode, talk: LineTalk): ReactNode {
  const { t, everyone } = talk;
  switch (node.type) {
    case "approval": {
      const who = everyone(assignees(node, "assignees"));
      const empty = member<string>(node, "empty", "fallback");
      const otherwise = assignees(node, "fallback");
      if (empty === "fallback" && otherwise.length > 0)
        return t("line.approvalOr", { who, otherwise: everyone(otherwise) });
      return t(`line.approval.${empty}`, { who });
    }
    case "cc":
    case "notify":
      return t("line.to", { who: everyone(assignees(node, "to")) });
    case "condition":
      return t("line.branches", { count: branchesOf(node).length });
    case "parallel":
      return t("line.parallel", { count: branchesOf(node).length });
    case "wait":
      return waitLine(node, talk);
    case "update_record":
    case "create_record":
      return valuesLine(node, talk);
    case "http_request":
      return `${member(node, "method", "POST")} ${member(node, "url", "")}`;
    case "stop":
      return t("line.stop", { outcome: outcomeWord(t, member(node, "outcome", "done")) });
    case "join":
      return t(`line.join.${member(node, "need", "all")}`, { count: member(node, "count", 1) });
    default:
      return null;
  }
}

/** Outcomes that everybody uses have words; another one stands as it is. */
const outcomeWord = (t: LineTalk["t"], outcome: string): string =>
  ["done", "approved", "rejected", "cancelled"].includes(outcome) ? t(`outcome.${outcome}`) : outcome;

function waitLine(node: FlowNode, { t, fieldName, entity, ConditionWords }: LineTalk): ReactNode {
  const working = member(node, "working", false) ? t("line.working") : "";
  if (node.hours !== undefined) return t("line.hours", { count: Number(node.hours), working });
  if (node.days !== undefined) return t("line.days", { count: Number(node.days), working });
  if (typeof node.until === "string") return t("line.until", { name: fieldName(node.until) });
  const condition = node.condition;
  return isObject(condition) ? (
    <>
      {t("line.condition")} <ConditionWords entity={entity} condition={condition as unknown as Condition} />
    </>
  ) : null;
}

function valuesLine(node: FlowNode, { t, fieldName }: LineTalk): string {
  const values = Object.keys(member<Readonly<Record<string, Json>>>(node, "values", {}));
  const shown = values.slice(0, 3).map(node.type === "update_record" ? fieldName : (id) => id);
  if (values.length === 0) return t("line.noValues");
  if (node.type === "create_record") return t("line.create", { count: values.length });
  return t("line.update", { names: shown.join(t("who.comma")), count: values.length });
}
