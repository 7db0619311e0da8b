/** A flow as its draft holds it: members at their default are absent. */
import type { DesignDocument, Workbench } from "@/designing/model/workbench";
import type { Condition } from "@/lib/condition/condition";
import type { FlowEdge, FlowNode } from "@/lib/flowTree/tree";
import type { Json, JsonObject } from "@/lib/json";

export const causes = [
  "created",
  "updated",
  "deleted",
  "stage_entered",
  "stage_left",
  "schedule",
  "button",
  "form_submitted",
  "webhook",
] as const;

export type Trigger = {
  readonly on: (typeof causes)[number];
  readonly fields?: readonly string[];
  readonly where?: Condition;
  readonly was?: Condition;
  readonly gate?: string;
  readonly stage?: string;
  readonly form?: string;
  readonly cron?: string;
  readonly catch_up?: "once" | "skip";
  readonly label?: string;
  readonly confirm?: string;
};

/** One way of naming people. */
export type Assignee = {
  readonly by: string;
  readonly people?: readonly string[];
  readonly slot?: string;
  readonly role?: string;
  readonly within?: "workspace" | "department";
  readonly field?: string;
  readonly node?: string;
  readonly level?: number;
};

export type Branch = { readonly id: string; readonly name: string; readonly when?: Condition };

export type Notices = {
  readonly task?: readonly string[];
  readonly finished?: readonly string[];
  readonly urged?: readonly string[];
};

export type FlowDraft = DesignDocument & {
  readonly description?: string;
  readonly entity: string;
  readonly trigger: Trigger;
  readonly start: string;
  readonly nodes: readonly FlowNode[];
  readonly edges?: readonly FlowEdge[];
  readonly rights?: readonly JsonObject[];
  readonly material?: readonly string[];
  readonly auto_approve?: "never" | "adjacent" | "any_earlier";
  readonly withdraw?: "never" | "until_first_decision" | "until_end";
  readonly overlap?: "allow" | "skip";
  readonly title?: string;
  readonly notices?: Notices;
};

export function flowDraftOf(workbench: Workbench, id: string): FlowDraft | undefined {
  const found = workbench[id];
  return found?.kind === "flow" ? (found as FlowDraft) : undefined;
}

export const nodeOf = (flow: FlowDraft, id: string): FlowNode | undefined =>
  flow.nodes.find((node) => node.id === id);

export const nodeName = (node: FlowNode): string => String(node.name ?? node.id);

export const branchesOf = (node: FlowNode): readonly Branch[] =>
  Array.isArray(node.branches) ? (node.branches as unknown as readonly Branch[]) : [];

/** A member of a node, read as what its type says it is. */
export const member = <T = Json>(node: FlowNode, name: string, otherwise: T): T =>
  (node[name] as T | undefined) ?? otherwise;

/** Every way of naming people that the engine knows. */
export const assigneeKinds = [
  "manager",
  "role",
  "person",
  "department_head",
  "managers_up_to",
  "field",
  "initiator",
  "previous",
  "node",
  "chosen_by_initiator",
  "app_owner",
  "slot",
] as const;

/** Nothing that this way of naming people cannot do without is missing. */
export function namesSomebody({ by, people = [], role, field = "", node, slot }: Assignee): boolean {
  switch (by) {
    case "person":
      return people.length > 0;
    case "role":
      return Boolean(role);
    case "field":
      return field !== "" && !field.endsWith(".");
    case "node":
      return Boolean(node);
    case "slot":
      return Boolean(slot);
    default:
      return !field.endsWith(".");
  }
}

export type ActionSetting = {
  readonly on?: boolean;
  readonly label?: string;
  readonly comment?: boolean;
  readonly signature?: boolean;
  readonly attachment?: boolean;
};

/** What can be done with a task, the usual first. */
export const actionNames = [
  "approve",
  "reject",
  "send_back",
  "transfer",
  "add_before",
  "add_after",
  "add_beside",
  "take_back",
  "urge",
  "cc",
  "comment",
  "draft",
] as const;

/** How actions are offered that a step does not name; all others are on and ask for nothing. */
export const actionDefaults: Readonly<Record<string, ActionSetting>> = {
  reject: { comment: true },
  send_back: { comment: true },
};

export const timeoutDeeds = [
  "remind",
  "escalate",
  "transfer",
  "pass",
  "reject",
  "send_back",
  "branch",
  "flag",
] as const;

export type TimeoutStep = {
  readonly after_hours: string;
  readonly working?: boolean;
  readonly do: (typeof timeoutDeeds)[number];
  readonly channels?: readonly string[];
  readonly to?: readonly Assignee[];
  readonly repeat_hours?: string;
  readonly at_most?: number;
  readonly flag?: JsonObject;
};
