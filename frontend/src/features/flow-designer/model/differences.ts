/** How far a draft is ahead of what is published, one sentence for each place. */
import { sameDocument } from "@/designing/model/canonical";
import type { Say } from "@/designing/model/command";
import { type FlowDraft, nodeName } from "./documents";
import { edgesOf } from "./graph";

const members = [
  "name",
  "description",
  "trigger",
  "rights",
  "material",
  "auto_approve",
  "withdraw",
  "overlap",
  "title",
  "notices",
] as const;

export function flowDifferences(before: FlowDraft | null, after: FlowDraft): readonly Say[] {
  const say = (key: string, params: Say["params"] = {}): Say => ({
    key: `flowDesigner:difference.${key}`,
    params,
  });
  if (!before) return [say("new", { name: after.name })];
  const old = new Map(before.nodes.map((node) => [node.id, node]));
  const now = new Set(after.nodes.map((node) => node.id));
  const named = (key: string) => (node: FlowDraft["nodes"][number]) => say(key, { name: nodeName(node) });
  return [
    ...after.nodes.filter((node) => !old.has(node.id)).map(named("added")),
    ...before.nodes.filter((node) => !now.has(node.id)).map(named("removed")),
    ...after.nodes
      .filter((node) => old.has(node.id) && !sameDocument(old.get(node.id), node))
      .map(named("changed")),
    ...(rewired(before, after, now) ? [say("order")] : []),
    ...members.filter((one) => !sameDocument(before[one], after[one])).map((one) => say(one)),
  ];
}

/** Whether steps that were there before follow each other in another way. */
function rewired(before: FlowDraft, after: FlowDraft, now: ReadonlySet<string>): boolean {
  const old = new Set(before.nodes.map((node) => node.id));
  const lines = (flow: FlowDraft) =>
    edgesOf(flow)
      .filter((edge) => [edge.source, edge.target].every((id) => old.has(id) && now.has(id)))
      .map((edge) => `${edge.source}:${edge.port ?? ""}>${edge.target}`)
      .sort()
      .join();
  const added = after.nodes.length !== before.nodes.length || [...now].some((id) => !old.has(id));
  return !added && (before.start !== after.start || lines(before) !== lines(after));
}
