/** What designers do: plain data, told in words, carried out by one pure function for each designer. */
import type { Workbench } from "./workbench";

/** A sentence by its key in the texts of the designers, so that it is read in the reader's language. */
export type Say = {
  readonly key: string;
  readonly params?: Readonly<Record<string, string | number>>;
};

/** Plain JSON: everything that chance decides (ids) is inside, so that a replay does the same again. */
export type Command = {
  readonly do: string;
  readonly say: Say;
  /** Commands in a row with the same mark are one step: a name while it is typed. */
  readonly same?: string;
};

/** What somebody else saved, as a step of its own: it can be undone like any other. */
export type Replace = Command & { readonly do: "workbench.replace"; readonly documents: Workbench };

export type Outcome = { readonly workbench: Workbench } | { readonly refused: Say };

/** Never throws; a command that does not fit the documents is refused with its reason. */
export type Reduce<C extends Command> = (workbench: Workbench, command: C) => Outcome;

export const isReplace = (command: Command): command is Replace => command.do === "workbench.replace";

/** Every designer also takes a replacement of its documents. */
export const orReplaced =
  <C extends Command>(reduce: Reduce<C>): Reduce<C | Replace> =>
  (workbench, command) =>
    isReplace(command)
      ? { workbench: { ...workbench, ...command.documents } }
      : reduce(workbench, command as C);
