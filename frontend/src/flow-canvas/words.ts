/** What is said about nodes and edges beside the document itself. */
import type { ReactNode } from "react";
import type { FlowNode } from "@/lib/flowTree/tree";
import type { Tone } from "@/ui/tokens";

export type MarkState = "done" | "current" | "skipped" | "failed" | "halted";

/** Where a run or a trial stands with a node; `word` in place of the usual one (3 times, 2 h). */
export type CardMark = { readonly state: MarkState; readonly word?: string };

export type CardProblem = { readonly tone: "danger" | "warning"; readonly text: string };

export const markTones: Readonly<Record<MarkState, Tone>> = {
  done: "success",
  current: "info",
  skipped: "neutral",
  failed: "danger",
  halted: "neutral",
};

/** The place of an edge: one port of one node has at most one. */
export type PortPlace = { readonly source: string; readonly port: string };

export const portKey = ({ source, port = "" }: { readonly source: string; readonly port?: string }): string =>
  `${source}:${port}`;

/** All that cards and edges say, by node and by port; members that are absent say nothing. */
export type FlowWords = {
  /** Line 2 of a card. */
  readonly line?: (node: FlowNode) => ReactNode;
  readonly problem?: (node: FlowNode) => CardProblem | undefined;
  /** The sentence on an edge: a branch's condition; the usual words of the port where it answers nothing. */
  readonly edge?: (node: FlowNode, port: string) => ReactNode;
};

/** What a run or a trial did: marks by node, and the ports through which paths went on. */
export type FlowTrace = {
  readonly marks: ReadonlyMap<string, CardMark>;
  readonly taken: ReadonlySet<string>;
};
