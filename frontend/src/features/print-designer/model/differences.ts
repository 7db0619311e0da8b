/** How far a draft is ahead of what is published, one sentence for each place. */
import { sameDocument } from "@/designing/model/canonical";
import type { Say } from "@/designing/model/command";
import { type BlockDraft, blockOf, blocksOf, type PrintDraft } from "./documents";

export function printDifferences(
  before: PrintDraft | null,
  after: PrintDraft,
  nameOf: (block: BlockDraft) => string,
): readonly Say[] {
  const say = (key: string, params: Say["params"] = {}): Say => ({
    key: `printDesigner:difference.${key}`,
    params,
  });
  if (!before) return [say("new", { name: after.name })];
  const stayed = blocksOf(after).filter((block) => blockOf(before, block.id));
  const order = (print: PrintDraft, other: PrintDraft) =>
    blocksOf(print)
      .filter((block) => blockOf(other, block.id))
      .map((block) => block.id)
      .join();
  return [
    ...blocksOf(after)
      .filter((block) => !blockOf(before, block.id))
      .map((block) => say("added", { name: nameOf(block) })),
    ...blocksOf(before)
      .filter((block) => !blockOf(after, block.id))
      .map((block) => say("removed", { name: nameOf(block) })),
    ...stayed
      .filter((block) => !sameDocument(blockOf(before, block.id), block))
      .map((block) => say("changed", { name: nameOf(block) })),
    ...(order(before, after) === order(after, before) ? [] : [say("order")]),
    ...(["name", "description", "paper", "footer"] as const)
      .filter((member) => !sameDocument(before[member], after[member]))
      .map((member) => say(member)),
  ];
}
