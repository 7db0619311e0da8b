/** The history of one workbench: where it began, what was done, how much of it stands. */
import type { Command, Reduce, Say } from "./command";
import { type DesignDocument, type Workbench, withDocument } from "./workbench";

export type History<C extends Command> = {
  readonly start: Workbench;
  readonly commands: readonly C[];
  /** How many of the commands stand; the others were undone and can be redone. */
  readonly done: number;
};

/** A history with the workbench after each command: `states[0]` is the start itself. */
export type Timeline<C extends Command> = {
  readonly history: History<C>;
  readonly states: readonly Workbench[];
};

/** Older steps are forgotten; the start moves with them. */
export const mostSteps = 1000;

export const begin = <C extends Command>(start: Workbench): Timeline<C> => ({
  history: { start, commands: [], done: 0 },
  states: [start],
});

/** A history that was kept, played again; it ends before the first command that no longer fits. */
export function resume<C extends Command>(history: History<C>, reduce: Reduce<C>): Timeline<C> {
  const states: Workbench[] = [history.start];
  let current = history.start;
  for (const command of history.commands) {
    const outcome = reduce(current, command);
    if ("refused" in outcome) break;
    current = outcome.workbench;
    states.push(current);
  }
  const commands = history.commands.slice(0, states.length - 1);
  return { history: { ...history, commands, done: Math.min(history.done, commands.length) }, states };
}

export const present = <C extends Command>({ history, states }: Timeline<C>): Workbench =>
  states[history.done] ?? history.start;

export type Recorded<C extends Command> =
  | { readonly timeline: Timeline<C>; readonly at: number }
  | { readonly refused: Say };

/** Does a command; what was undone before is cut off. `at` is the first step that is another now. */
export function record<C extends Command>(timeline: Timeline<C>, command: C, reduce: Reduce<C>): Recorded<C> {
  const { history, states } = timeline;
  const last = history.commands[history.done - 1];
  const again = command.same !== undefined && last?.same === command.same;
  const at = again ? history.done - 1 : history.done;
  const outcome = reduce(states[at] ?? history.start, command);
  if ("refused" in outcome) return outcome;
  const commands = [...history.commands.slice(0, at), command];
  const next = [...states.slice(0, at + 1), outcome.workbench];
  return { timeline: shortened({ ...history, commands, done: commands.length }, next), at };
}

function shortened<C extends Command>(history: History<C>, states: readonly Workbench[]): Timeline<C> {
  const over = history.commands.length - mostSteps;
  if (over <= 0) return { history, states };
  const kept = states.slice(over);
  const start = kept[0] ?? history.start;
  return {
    history: { start, commands: history.commands.slice(over), done: history.done - over },
    states: kept,
  };
}

/** As if exactly so many commands stood. */
export const goTo = <C extends Command>(timeline: Timeline<C>, done: number): Timeline<C> => ({
  ...timeline,
  history: { ...timeline.history, done: Math.max(0, Math.min(done, timeline.history.commands.length)) },
});

/** With one more document in every state, as if it had been there from the beginning. */
export const joined = <C extends Command>(
  { history, states }: Timeline<C>,
  document: DesignDocument,
): Timeline<C> => ({
  history: { ...history, start: withDocument(history.start, document) },
  states: states.map((state) => withDocument(state, document)),
});
