/** Brings what was not saved yet onto documents that somebody else saved meanwhile. */
import type { Command, Reduce, Replace, Say } from "./command";
import { resume, type Timeline } from "./timeline";
import type { Workbench } from "./workbench";

export type Dropped = { readonly say: Say; readonly why: Say };

export type Rebased<C extends Command> = {
  readonly timeline: Timeline<C | Replace>;
  /** Step after which the documents are theirs. */
  readonly at: number;
  /** What was done here and does not fit theirs. */
  readonly dropped: readonly Dropped[];
};

/** What is known about the last save: `at` steps of the history are in it; `exact` if it holds nothing else. */
export type SavedPoint = { readonly at: number; readonly exact: boolean };

export function rebase<C extends Command>(
  { history, states }: Timeline<C | Replace>,
  saved: SavedPoint,
  theirs: Workbench,
  reduce: Reduce<C | Replace>,
  say: Say,
): Rebased<C> {
  const base = Math.min(saved.at, history.done);
  const replace: Replace = { do: "workbench.replace", say, documents: theirs };
  const undone = history.done < saved.at || !saved.exact;
  const dropped: Dropped[] = undone ? [{ say: { key: "step.undone" }, why: { key: "refused.undone" } }] : [];
  const applied: (C | Replace)[] = [];
  let current: Workbench = { ...(states[base] ?? history.start), ...theirs };
  for (const command of history.commands.slice(base, history.done)) {
    const outcome = reduce(current, command);
    if ("refused" in outcome) dropped.push({ say: command.say, why: outcome.refused });
    else {
      applied.push(command);
      current = outcome.workbench;
    }
  }
  const commands = [...history.commands.slice(0, base), replace, ...applied];
  const next = { start: history.start, commands, done: commands.length };
  return { timeline: resume(next, reduce), at: base + 1, dropped };
}
