/** What is done on the canvas, where single nodes and lines are meant and not what a tree says of them. */
import { straightPort } from "@/lib/flowTree/tree";
import type { FlowCommand } from "./commands";
import { type Desk, named, step } from "./deeds";
import { nodeOf } from "./documents";
import { targetOfLine } from "./graph";

/** The node alone; what led to it leads to where it led straight on. */
export function removeNode({ flow }: Desk, id: string): FlowCommand {
  const node = nodeOf(flow, id);
  const straight = node && straightPort(node);
  const onward = straight === undefined ? undefined : targetOfLine(flow, { source: id, port: straight });
  const first = flow.start === id ? flow.nodes.find((one) => one.id !== id)?.id : undefined;
  return {
    do: "piece.remove",
    flow: flow.id,
    nodes: [id],
    onward: (onward === id ? undefined : onward) ?? first ?? null,
    say: step("remove", { name: named(flow, id), count: 1 }),
  };
}

export const setTarget = (
  { flow }: Desk,
  source: string,
  port: string,
  target: string | null,
): FlowCommand => ({
  do: "edge.put",
  flow: flow.id,
  source,
  port,
  target,
  say:
    target === null
      ? step("unlink", { name: named(flow, source) })
      : step("link", { name: named(flow, source), target: named(flow, target) }),
});
