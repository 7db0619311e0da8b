/** How the ports of a node are called, and which of them say something on their edge. */
import type { TFunction } from "i18next";
import { type FlowGraph, type FlowNode, portsOf, straightPort } from "@/lib/flowTree/tree";
import { isList, isObject } from "@/lib/json";

type Words = TFunction<"flowCanvas">;

/** A branch by its own name, any other port by the usual word; the only way on by none. */
export function portName(t: Words, node: FlowNode, port: string): string {
  const branches = Array.isArray(node.branches) ? node.branches : [];
  const branch = branches.find((one) => isObject(one) && one.id === port);
  if (isObject(branch)) return String(branch.name ?? port);
  return port === "" ? t("port.onward") : t(`port.${port}`, { defaultValue: port });
}

/** Branches and ways aside are named; the way straight on only where there are ways aside. */
export function namedPorts(graph: FlowGraph): (node: FlowNode, port: string) => boolean {
  const aside = new Set(
    (graph.edges ?? []).flatMap(({ source, port = "" }) => {
      const node = graph.nodes.find((one) => one.id === source);
      return node && port !== straightPort(node) ? [source] : [];
    }),
  );
  return (node, port) => port !== straightPort(node) || (port !== "" && aside.has(node.id));
}

/** The ports that can be led somewhere now: time runs out only where the node is set so. */
export function openPorts(graph: FlowGraph, node: FlowNode): readonly string[] {
  const late =
    node.type === "wait"
      ? node.at_most_hours !== undefined
      : isList(node.timeouts) && node.timeouts.some((step) => isObject(step) && step.do === "branch");
  const used = (port: string) =>
    (graph.edges ?? []).some((edge) => edge.source === node.id && (edge.port ?? "") === port);
  return portsOf(node).filter((port) => port !== "timeout" || late || used(port));
}
