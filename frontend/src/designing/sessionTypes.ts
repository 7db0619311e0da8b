/** What a session tells those who look on, and what it needs from the world around it. */
import type { DesignProblem, DraftKept, DraftShown } from "./api";
import type { Timers } from "./autosave";
import type { Kept } from "./keeping";
import type { Command, Replace, Say } from "./model/command";
import type { Dropped } from "./model/rebase";
import type { Timeline } from "./model/timeline";
import type { DesignDocument, Workbench } from "./model/workbench";

export type SaveState = "saved" | "waiting" | "saving" | "offline" | "conflict" | "refused";

export type Conflict = { readonly dropped: readonly Dropped[]; readonly unsaved: number };

export type SessionView<C extends Command> = {
  readonly timeline: Timeline<C | Replace>;
  readonly workbench: Workbench;
  readonly state: SaveState;
  /** Why the server refused the draft, where `state` says so. */
  readonly problem: unknown;
  readonly conflict: Conflict | undefined;
  /** What does not fit the rest of the design yet, by document. */
  readonly problems: Readonly<Record<string, readonly DesignProblem[]>>;
  /** What is odd and may be published nevertheless, by document. */
  readonly warnings: Readonly<Record<string, readonly DesignProblem[]>>;
  readonly revisions: Readonly<Record<string, number>>;
};

export type SessionEdges<C extends Command> = {
  /** The object that the page is about. */
  readonly id: string;
  readonly timers: Timers;
  readonly read: (id: string) => Promise<DraftShown>;
  readonly save: (
    id: string,
    revision: number,
    document: DesignDocument,
  ) => Promise<Pick<DraftKept, "revision" | "problems" | "warnings">>;
  readonly keep: (kept: Kept<C>) => void;
  readonly onSaved: (revisions: Readonly<Record<string, number>>) => void;
};

export type Session<C extends Command> = {
  /** The object that the page is about: by it people who have it open find each other. */
  readonly id: string;
  readonly view: () => SessionView<C>;
  readonly subscribe: (changed: () => void) => () => void;
  /** Answers why not, where the command does not fit. */
  readonly run: (command: C) => Say | undefined;
  readonly goTo: (done: number) => void;
  /** Other documents in place of these, as a step that can be undone: an older version. */
  readonly replace: (documents: Workbench, say: Say) => void;
  readonly flush: () => Promise<boolean>;
  /** Looks whether somebody else has saved these drafts; what was not saved here is brought onto theirs. */
  readonly catchUp: (revisions?: Readonly<Record<string, number>>) => Promise<void>;
  /** One more document to work on, as if it had been there from the beginning. */
  readonly adopt: (draft: Pick<DraftShown, "id" | "revision" | "document">) => void;
  readonly settle: (choice: "merge" | "theirs") => void;
  readonly stop: () => void;
};
