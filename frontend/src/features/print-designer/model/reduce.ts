/** Carries a command out on a print template; whatever it does not touch stays the very same object. */
import { withMembers } from "@/designing/model/canonical";
import type { Outcome, Reduce, Say } from "@/designing/model/command";
import { insertBefore, moveBefore, replaceById } from "@/designing/model/lists";
import { withDocument } from "@/designing/model/workbench";
import type { CommandOf, PrintCommand, PrintDeed } from "./commands";
import {
  type BlockDraft,
  blockDefaults,
  blockOf,
  blocksOf,
  footerDefaults,
  hasMembers,
  type PrintDraft,
  paperDefaults,
  printDefaults,
  printOf,
} from "./documents";

type Refused = { readonly refused: Say };
type Step<Name extends PrintDeed> = (print: PrintDraft, command: CommandOf<Name>) => PrintDraft | Refused;

export const mostBlocks = 60;

const refused = (key: string): Refused => ({ refused: { key: `printDesigner:refused.${key}` } });

const withBlocks = (print: PrintDraft, blocks: readonly BlockDraft[]): PrintDraft =>
  withMembers(print, { blocks }, printDefaults);

const steps: { readonly [Name in PrintDeed]: Step<Name> } = {
  "print.set": (print, { members }) =>
    members.name !== undefined && members.name.trim() === ""
      ? refused("blank")
      : withMembers<PrintDraft>(print, members, printDefaults),
  "paper.set": (print, { members }) =>
    withMembers(print, { paper: withMembers(print.paper ?? {}, members, paperDefaults) }, printDefaults),
  "footer.set": (print, { members }) =>
    withMembers(print, { footer: withMembers(print.footer ?? {}, members, footerDefaults) }, printDefaults),
  "block.add": (print, { block, before }) => {
    if (blockOf(print, block.id)) return refused("twice");
    if (blocksOf(print).length >= mostBlocks) return refused("many");
    const whole = withMembers<BlockDraft>(block, {}, blockDefaults[block.type]);
    return withBlocks(
      print,
      insertBefore(blocksOf(print), [whole], before, (one) => one.id),
    );
  },
  "block.set": (print, { block: id, members }) => {
    const block = blockOf(print, id);
    if (!block || !hasMembers(block.type, members)) return refused("block");
    const next = withMembers<BlockDraft>(block, members as Partial<BlockDraft>, blockDefaults[block.type]);
    return withBlocks(print, replaceById(blocksOf(print), next));
  },
  "block.move": (print, { block, before }) =>
    blockOf(print, block) ? withBlocks(print, moveBefore(blocksOf(print), block, before)) : refused("block"),
  "block.remove": (print, { block }) =>
    blockOf(print, block)
      ? withBlocks(
          print,
          blocksOf(print).filter((one) => one.id !== block),
        )
      : refused("block"),
};

export const reducePrint: Reduce<PrintCommand> = (workbench, command): Outcome => {
  const print = printOf(workbench, command.print);
  const step = steps[command.do] as Step<PrintDeed> | undefined;
  if (!print || !step) return refused("print");
  const outcome = step(print, command as CommandOf<PrintDeed>);
  return "refused" in outcome ? outcome : { workbench: withDocument(workbench, outcome) };
};
