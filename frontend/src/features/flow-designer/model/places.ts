/** Where in a flow a problem is. */
import type { Selection } from "./deeds";
import { branchesOf, type FlowDraft } from "./documents";

export type Path = readonly (string | number)[];

/** The part of the flow that the path of a problem leads to. */
export function placeOfProblem(flow: FlowDraft, path: Path): Selection {
  const [member, number, inner, index] = path;
  const node =
    member === "nodes"
      ? flow.nodes[Number(number)]
      : flow.nodes.find((one) => one.id === flow.edges?.[Number(number)]?.source);
  if (!node || (member !== "nodes" && member !== "edges")) return { kind: "flow" };
  const branch = inner === "branches" && index !== undefined ? branchesOf(node)[Number(index)] : undefined;
  return branch ? { kind: "branch", node: node.id, id: branch.id } : { kind: "node", id: node.id };
}

/** Those of a node's problems that lie in one of its branches; paths are those within the node. */
export const branchProblems = <T extends { readonly path: Path }>(
  problems: readonly T[],
  branch: number,
): readonly T[] =>
  problems.filter(({ path: [member, index] }) => member === "branches" && Number(index) === branch);
