/** Where the arrow keys lead from a card or from the head of a branch. */
import type { DrawnSequence, DrawnStep, DrawnTree } from "./drawn";

/** A card by its node, a head by node and port. */
export type Spot = { readonly node: string; readonly port?: string };

export type Arrow = "ArrowUp" | "ArrowDown" | "ArrowLeft" | "ArrowRight";

export const arrows: ReadonlySet<string> = new Set(["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"]);

type Standing = {
  readonly sequence: DrawnSequence;
  readonly index: number;
  readonly above?: { readonly step: DrawnStep; readonly lane: number; readonly standing: Standing };
};

export function walk(tree: DrawnTree, from: Spot, arrow: Arrow): Spot | undefined {
  const standing = find(tree, from.node);
  const step = standing?.sequence.steps[standing.index];
  if (!standing || !step) return undefined;
  if (from.port === undefined) return fromCard(standing, step, arrow);
  const at = step.lanes.findIndex((lane) => lane.port === from.port);
  return at < 0 ? undefined : fromHead(standing, step, at, arrow);
}

function fromCard(standing: Standing, step: DrawnStep, arrow: Arrow): Spot | undefined {
  const { sequence, index, above } = standing;
  if (arrow === "ArrowDown") {
    const lane = step.lanes[0];
    return lane ? { node: step.node.id, port: lane.port } : after(standing);
  }
  if (arrow === "ArrowUp") {
    const before = sequence.steps[index - 1];
    if (before) return { node: before.node.id };
    const lane = above?.step.lanes[above.lane];
    return above && lane ? { node: above.step.node.id, port: lane.port } : undefined;
  }
  return above ? beside(above.step, above.lane, arrow) : undefined;
}

function fromHead(standing: Standing, step: DrawnStep, at: number, arrow: Arrow): Spot | undefined {
  if (arrow === "ArrowUp") return { node: step.node.id };
  const first = step.lanes[at]?.steps[0];
  if (arrow === "ArrowDown") return first ? { node: first.node.id } : after(standing);
  const next = step.lanes[at + (arrow === "ArrowLeft" ? -1 : 1)];
  return next && { node: step.node.id, port: next.port };
}

/** Inside a lane, left and right lead to the lane beside it. */
function beside(step: DrawnStep, lane: number, arrow: Arrow): Spot | undefined {
  const next = step.lanes[lane + (arrow === "ArrowLeft" ? -1 : 1)];
  if (!next) return undefined;
  const first = next.steps[0];
  return first ? { node: first.node.id } : { node: step.node.id, port: next.port };
}

/** What follows, or what follows the block around it. */
function after({ sequence, index, above }: Standing): Spot | undefined {
  const next = sequence.steps[index + 1];
  if (next) return { node: next.node.id };
  return above ? after(above.standing) : undefined;
}

function find({ main, endings }: DrawnTree, id: string): Standing | undefined {
  const within = (sequence: DrawnSequence, above?: Standing["above"]): Standing | undefined => {
    for (const [index, step] of sequence.steps.entries()) {
      const standing: Standing = { sequence, index, ...(above ? { above } : {}) };
      if (step.node.id === id) return standing;
      for (const [lane, one] of step.lanes.entries()) {
        const found = within(one, { step, lane, standing });
        if (found) return found;
      }
    }
    return undefined;
  };
  for (const one of [main, ...endings]) {
    const found = within(one);
    if (found) return found;
  }
  return undefined;
}
