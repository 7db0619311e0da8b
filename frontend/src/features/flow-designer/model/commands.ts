/** Everything that can be done to a flow, as plain data; the tree and the canvas give the same commands. */
import type { Command } from "@/designing/model/command";
import type { FlowEdge, FlowNode } from "@/lib/flowTree/tree";
import type { Branch, FlowDraft } from "./documents";

/** A place on a path: the port of a node that it leaves by; `source` null is the way into the flow. */
export type Line = { readonly source: string | null; readonly port: string };

/** What the graph of a flow is made of. */
export type Graph = Pick<FlowDraft, "start" | "nodes" | "edges" | "material" | "auto_approve">;

/** Whatever is set on the flow itself; the graph has commands of its own. */
export type FlowMembers = Partial<
  Pick<
    FlowDraft,
    | "name"
    | "description"
    | "trigger"
    | "rights"
    | "material"
    | "auto_approve"
    | "withdraw"
    | "overlap"
    | "title"
    | "notices"
  >
>;

type On<Name extends string, Members> = Command & { readonly do: Name; readonly flow: string } & Members;

export type FlowCommand =
  | On<"flow.set", { readonly members: FlowMembers }>
  /** Another graph as a whole: a preset. */
  | On<"graph.put", { readonly graph: Graph }>
  /**
   * New nodes with the edges among them. The lines of `at`, which all lead to one place, lead to `enter` now, and
   * `leaves` to where they led; with no line at all the nodes stand apart (the canvas).
   */
  | On<
      "piece.insert",
      {
        readonly nodes: readonly FlowNode[];
        readonly edges: readonly FlowEdge[];
        readonly at: readonly Line[];
        readonly enter: string;
        readonly leaves: readonly Line[];
      }
    >
  /** The nodes go, with every edge from them; what led to them leads to `onward`, or nowhere. */
  | On<"piece.remove", { readonly nodes: readonly string[]; readonly onward: string | null }>
  /** Removed as above and inserted as above in one step; the edges among the nodes stay. */
  | On<
      "piece.move",
      {
        readonly nodes: readonly string[];
        readonly onward: string | null;
        readonly at: readonly Line[];
        readonly enter: string;
        readonly leaves: readonly Line[];
      }
    >
  /** Members that stand at their default afterwards are left out; undefined takes one away. */
  | On<"node.set", { readonly node: string; readonly members: Readonly<Record<string, unknown>> }>
  /** `target` is where the new branch leads, null for nowhere. */
  | On<
      "branch.add",
      {
        readonly node: string;
        readonly branch: Branch;
        readonly before: string | null;
        readonly target: string | null;
      }
    >
  | On<"branch.set", { readonly node: string; readonly branch: string; readonly members: Partial<Branch> }>
  | On<"branch.move", { readonly node: string; readonly branch: string; readonly before: string | null }>
  /** `nodes` are those that only this branch leads to. */
  | On<"branch.remove", { readonly node: string; readonly branch: string; readonly nodes: readonly string[] }>
  /** Where a port leads; null takes its edge away. */
  | On<"edge.put", { readonly source: string; readonly port: string; readonly target: string | null }>
  | On<"start.put", { readonly node: string }>;

export type FlowDeed = FlowCommand["do"];
export type CommandOf<Name extends FlowDeed> = Extract<FlowCommand, { readonly do: Name }>;
