/** What is asked when a flow is tried: over which record, started by whom, and what people would answer. */
import type { Schemas } from "@/api/schemas";
import type { FlowNode } from "@/lib/flowTree/tree";
import { isList, isObject, type Json } from "@/lib/json";

export type Answer = Schemas["Supposed"];
export type Named = { readonly id: string; readonly name: string };

export type Question = {
  readonly record: Named | undefined;
  readonly initiator: Named | undefined;
  /** Node → whom the initiator picks at the start. */
  readonly chosen: Readonly<Record<string, readonly Named[]>>;
  /** In the order in which they are given. */
  readonly answers: readonly Answer[];
};

export const emptyQuestion: Question = { record: undefined, initiator: undefined, chosen: {}, answers: [] };

export const withAnswer = (question: Question, answer: Answer): Question => ({
  ...question,
  answers: [...question.answers, answer],
});

/** Everything from that answer on is forgotten: the trial stands where it was asked. */
export const backTo = (question: Question, place: number): Question => ({
  ...question,
  answers: question.answers.slice(0, place),
});

/** Another answer in that place; what came after it may never be asked now, so that it goes. */
export const answeredAgain = (question: Question, place: number, answer: Answer): Question =>
  withAnswer(backTo(question, place), answer);

export function trialOf({ record, initiator, chosen, answers }: Question): Schemas["Trial"] {
  const picked = Object.entries(chosen).filter(([, people]) => people.length > 0);
  return {
    ...(record ? { record: record.id } : {}),
    ...(initiator ? { initiator: initiator.id } : {}),
    ...(picked.length > 0
      ? { chosen: Object.fromEntries(picked.map(([node, people]) => [node, people.map((one) => one.id)])) }
      : {}),
    ...(answers.length > 0 ? { decisions: answers } : {}),
  };
}

const assigneesOf = (node: FlowNode): readonly Json[] =>
  ["assignees", "to"].flatMap((name) => {
    const rules = node[name];
    return isList(rules) ? rules : [];
  });

/** Where the initiator names the people at the start. */
export const asksForPeople = (nodes: readonly FlowNode[]): readonly FlowNode[] =>
  nodes.filter((node) =>
    assigneesOf(node).some((rule) => isObject(rule) && rule.by === "chosen_by_initiator"),
  );

/** Ids of the fields that the holder of a task there may change. */
export function editableAt(node: FlowNode | undefined): readonly string[] {
  const rights = node?.fields;
  if (!isObject(rights)) return [];
  return Object.keys(rights).filter((id) => rights[id] === "edit" || rights[id] === "required");
}

export const verdicts = ["approve", "reject", "send_back"] as const;
export type Verdict = (typeof verdicts)[number];

/** How the step offers a decision: not at all, or under a name of its own. */
function offered(node: FlowNode, verdict: Verdict): { readonly on: boolean; readonly label: string } {
  const setting = isObject(node.actions) ? node.actions[verdict] : undefined;
  return isObject(setting)
    ? { on: setting.on !== false, label: typeof setting.label === "string" ? setting.label : "" }
    : { on: true, label: "" };
}

/** The decisions that a task at the step may end with, with their own names where they have some. */
export const verdictsAt = (
  node: FlowNode | undefined,
): readonly { readonly verdict: Verdict; readonly label: string }[] =>
  node === undefined
    ? []
    : verdicts.flatMap((verdict) => {
        const { on, label } = offered(node, verdict);
        return on ? [{ verdict, label }] : [];
      });

/** References as ids, as the API takes them. */
export function wireValue(value: Json): Json {
  if (isList(value)) return value.map((one) => wireValue(one));
  return isObject(value) && typeof value.id === "string" ? value.id : value;
}
