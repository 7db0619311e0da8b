/** What the author means, as commands: by click, key and drag alike. */
import { newItemId } from "@/designing/ids";
import type { Say } from "@/designing/model/command";
import { stepTarget } from "@/designing/model/lists";
import type { Json } from "@/lib/json";
import type { CommandOf, PrintCommand } from "./commands";
import {
  type BlockDraft,
  blockOf,
  blocksOf,
  type FooterDraft,
  type PaperDraft,
  type PrintDraft,
} from "./documents";

/** Undefined: the template itself. */
export type Selection = string | undefined;

/** A block without its id, as the palette offers it. */
export type NewBlock = BlockDraft extends infer One
  ? One extends BlockDraft
    ? Omit<One, "id">
    : never
  : never;

const say = (key: string, params?: Say["params"]): Say => ({
  key: `printDesigner:step.${key}`,
  ...(params ? { params } : {}),
});

export const setPrint = (
  print: PrintDraft,
  members: { readonly name?: string; readonly description?: string },
): CommandOf<"print.set"> => {
  const [member = "name"] = Object.keys(members);
  return { do: "print.set", print: print.id, members, same: `print.${member}`, say: say(member) };
};

export const setPaper = (print: PrintDraft, members: PaperDraft): CommandOf<"paper.set"> => ({
  do: "paper.set",
  print: print.id,
  members,
  same: `paper.${Object.keys(members).join()}`,
  say: say("paper"),
});

export const setFooter = (print: PrintDraft, members: FooterDraft): CommandOf<"footer.set"> => ({
  do: "footer.set",
  print: print.id,
  members,
  same: `footer.${Object.keys(members).join()}`,
  say: say("footer"),
});

/** After what is selected; at the end where nothing is. */
export function placeAfter(print: PrintDraft, selection: Selection): string | null {
  const at = blocksOf(print).findIndex((block) => block.id === selection);
  return at < 0 ? null : (blocksOf(print)[at + 1]?.id ?? null);
}

export const addBlock = (
  print: PrintDraft,
  block: NewBlock,
  before: string | null,
  name: string,
): CommandOf<"block.add"> => ({
  do: "block.add",
  print: print.id,
  block: { ...block, id: newItemId("b") } as BlockDraft,
  before,
  say: say("add", { name }),
});

export function copyBlock(print: PrintDraft, id: string, name: string): CommandOf<"block.add"> | undefined {
  const block = blockOf(print, id);
  return block && addBlock(print, block, placeAfter(print, id), name);
}

export const setBlock = (
  print: PrintDraft,
  block: BlockDraft,
  members: Readonly<Record<string, Json>>,
  name: string,
): CommandOf<"block.set"> => ({
  do: "block.set",
  print: print.id,
  block: block.id,
  members,
  same: `${block.id}.${Object.keys(members).join()}`,
  say: say("set", { name }),
});

export const moveBlock = (
  print: PrintDraft,
  id: string,
  before: string | null,
  name: string,
): CommandOf<"block.move"> => ({
  do: "block.move",
  print: print.id,
  block: id,
  before,
  say: say("move", { name }),
});

/** One place up or down; undefined at either end. */
export function stepBlock(
  print: PrintDraft,
  id: string,
  step: 1 | -1,
  name: string,
): PrintCommand | undefined {
  const before = stepTarget(
    blocksOf(print).map((block) => block.id),
    id,
    step,
  );
  return before === undefined ? undefined : moveBlock(print, id, before, name);
}

export const removeBlock = (print: PrintDraft, id: string, name: string): CommandOf<"block.remove"> => ({
  do: "block.remove",
  print: print.id,
  block: id,
  say: say("remove", { name }),
});
