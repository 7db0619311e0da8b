/** From the tree back to the graph, nodes and edges in the order in which people read them. */

import {
  type FlowEdge,
  type FlowGraph,
  type FlowNode,
  type FlowTree,
  type Sequence,
  type Step,
  straightPort,
} from "./tree";

export function flowOf({ main, endings }: FlowTree): FlowGraph {
  const graph = new Writing();
  for (const sequence of [main, ...endings]) graph.sequence(sequence, undefined);
  return { start: main.steps[0]?.node.id ?? "", nodes: graph.nodes, edges: graph.edges };
}

class Writing {
  readonly nodes: FlowNode[] = [];
  readonly edges: FlowEdge[] = [];

  /** `follows` is the node after the block that the sequence stands in. */
  sequence({ steps, out }: Sequence, follows: string | undefined): void {
    const last = leads({ steps: [], out }, follows);
    steps.forEach((step, index) => {
      this.step(step, steps[index + 1]?.node.id ?? last);
    });
  }

  private step({ node, lanes, join }: Step, follows: string | undefined): void {
    this.nodes.push(node);
    const inside = node.type === "parallel" ? join?.id : follows;
    const straight = straightPort(node);
    if (straight !== undefined) this.edge(node.id, straight, follows);
    for (const lane of lanes) {
      this.edge(node.id, lane.port, leads(lane, inside));
      this.sequence(lane, inside);
    }
    if (!join) return;
    this.nodes.push(join);
    this.edge(join.id, "", follows);
  }

  private edge(source: string, port: string, target: string | undefined): void {
    if (target !== undefined) this.edges.push({ source, ...(port ? { port } : {}), target });
  }
}

/** The node that a path comes to where the sequence begins. */
function leads({ steps, out }: Sequence, follows: string | undefined): string | undefined {
  if (steps[0]) return steps[0].node.id;
  if (out === "next") return follows;
  return out === "end" ? undefined : out.to;
}
