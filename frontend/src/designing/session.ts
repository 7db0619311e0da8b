/** One designer at work: its history, what of it is saved, and what stands in the way; React only looks on. */
import { ApiProblem } from "@/api/problem";
import type { DraftShown } from "./api";
import { type Autosave, createAutosave, type SaveEnd } from "./autosave";
import { type Kept, keptFor } from "./keeping";
import { sameDocument } from "./model/canonical";
import { type Command, orReplaced, type Reduce, type Replace, type Say } from "./model/command";
import { type Rebased, rebase, type SavedPoint } from "./model/rebase";
import { begin, goTo, joined, present, record, resume, type Timeline } from "./model/timeline";
import { changedIds, type Workbench } from "./model/workbench";
import type { Session, SessionEdges, SessionView } from "./sessionTypes";

type Theirs = { readonly documents: Workbench; readonly revisions: Readonly<Record<string, number>> };

export function openSession<C extends Command>(
  loaded: readonly DraftShown[],
  kept: Kept<C> | undefined,
  reduceOwn: Reduce<C>,
  edges: SessionEdges<C>,
): Session<C> {
  const reduce = orReplaced(reduceOwn);
  const server = theirsOf(loaded);
  const restored = kept && keptFor(kept, loaded);
  const listeners = new Set<() => void>();
  let savedDocuments: Workbench = restored?.documents ?? server.documents;
  let point: SavedPoint = restored?.point ?? { at: 0, exact: true };
  let waiting: { readonly theirs: Theirs; readonly rebased: Rebased<C> } | undefined;
  const timeline: Timeline<C | Replace> = restored
    ? resume(restored.history, reduce)
    : begin<C | Replace>(server.documents);
  let shown: SessionView<C> = {
    timeline,
    workbench: present(timeline),
    state: "saved",
    problem: undefined,
    conflict: undefined,
    problems: {},
    warnings: {},
    revisions: restored?.revisions ?? server.revisions,
  };

  const show = (next: Partial<SessionView<C>>) => {
    shown = { ...shown, ...next };
    for (const changed of listeners) changed();
  };
  const remember = () =>
    edges.keep({
      revisions: shown.revisions,
      documents: savedDocuments,
      history: shown.timeline.history,
      point,
    });
  const unsaved = () =>
    changedIds(savedDocuments, shown.workbench).filter(
      (id) => !sameDocument(savedDocuments[id], shown.workbench[id]),
    );
  const dirty = () => waiting === undefined && unsaved().length > 0;

  const autosave: Autosave = createAutosave(edges.timers, dirty, saveOnce);

  function put(next: Timeline<C | Replace>) {
    const state = shown.state === "conflict" ? "conflict" : "waiting";
    show({ timeline: next, workbench: present(next), state, problem: undefined });
    remember();
    if (dirty()) autosave.touch();
    else if (shown.state === "waiting") show({ state: "saved" });
  }

  async function saveOnce(): Promise<SaveEnd> {
    show({ state: "saving", problem: undefined });
    const { workbench, timeline: standing } = shown;
    try {
      for (const id of unsaved()) {
        const document = workbench[id];
        if (!document) continue;
        const answer = await edges.save(id, shown.revisions[id] ?? 0, document);
        savedDocuments = { ...savedDocuments, [id]: document };
        show({
          revisions: { ...shown.revisions, [id]: answer.revision },
          problems: { ...shown.problems, [id]: answer.problems },
          warnings: { ...shown.warnings, [id]: answer.warnings },
        });
      }
    } catch (problem) {
      return refusedSave(problem);
    }
    point = pointAfter(standing);
    show({ state: dirty() ? "waiting" : "saved" });
    remember();
    edges.onSaved(shown.revisions);
    return "saved";
  }

  /** The history may have gone on, or back, while the save was under way. */
  function pointAfter(standing: Timeline<C | Replace>): SavedPoint {
    const { done } = standing.history;
    const still = shown.timeline.states[done] === standing.states[done];
    return still
      ? { at: done, exact: true }
      : { at: Math.min(done, shown.timeline.history.done), exact: false };
  }

  async function refusedSave(problem: unknown): Promise<SaveEnd> {
    if (problem instanceof ApiProblem && problem.unreachable) {
      show({ state: "offline" });
      return "unreachable";
    }
    if (problem instanceof ApiProblem && problem.code === "design.draft.stale") {
      try {
        offer(await readAll());
        return "stopped";
      } catch (reading) {
        return refusedSave(reading);
      }
    }
    show({ state: "refused", problem });
    return "stopped";
  }

  const readAll = async () =>
    theirsOf(await Promise.all(Object.keys(shown.workbench).map((id) => edges.read(id))));

  /** Of several documents some may have been saved before another was refused: those are ours, and done again. */
  function rebasedOn(theirs: Theirs): Rebased<C> {
    const base = shown.timeline.states[Math.min(point.at, shown.timeline.history.done)];
    const foreign = Object.entries(theirs.documents).map(([id, document]) => [
      id,
      (sameDocument(document, savedDocuments[id]) && base?.[id]) || document,
    ]);
    const documents = Object.fromEntries(foreign) as Workbench;
    return rebase<C>(shown.timeline, point, documents, reduce, { key: "step.theirs" });
  }

  /** Their documents are there: nothing of ours in the way, or the choice is the author's. */
  function offer(theirs: Theirs, quietly = false) {
    if (sameDocument(theirs.documents, shown.workbench)) {
      savedDocuments = shown.workbench;
      point = { at: shown.timeline.history.done, exact: true };
      show({ state: "saved", revisions: theirs.revisions });
      return remember();
    }
    const rebased = rebasedOn(theirs);
    const count =
      unsaved().length === 0
        ? 0
        : shown.timeline.history.done - Math.min(point.at, shown.timeline.history.done);
    waiting = { theirs, rebased };
    if (count === 0 || (quietly && rebased.dropped.length === 0)) return settle("merge");
    show({ state: "conflict", conflict: { dropped: rebased.dropped, unsaved: count } });
  }

  function settle(choice: "merge" | "theirs") {
    if (!waiting) return;
    const { theirs } = waiting;
    // What was done since the question was asked comes along.
    const rebased = rebasedOn(theirs);
    waiting = undefined;
    savedDocuments = theirs.documents;
    point = { at: rebased.at, exact: true };
    show({ conflict: undefined, state: "waiting", revisions: theirs.revisions });
    put(choice === "merge" ? rebased.timeline : goTo(rebased.timeline, rebased.at));
  }

  function step(command: C | Replace): Say | undefined {
    const recorded = record<C | Replace>(shown.timeline, command, reduce);
    if ("refused" in recorded) return recorded.refused;
    const forgotten = recorded.at + 1 - recorded.timeline.history.done;
    if (recorded.at < point.at) point = { at: recorded.at, exact: false };
    if (forgotten > 0) point = { ...point, at: Math.max(0, point.at - forgotten) };
    put(recorded.timeline);
    return undefined;
  }

  const session: Session<C> = {
    view: () => shown,
    subscribe: (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    run: step,
    goTo: (done) => put(goTo(shown.timeline, done)),
    replace: (documents, say) => {
      step({ do: "workbench.replace", documents, say });
    },
    flush: autosave.flush,
    catchUp: async (revisions) => {
      const newer = Object.entries(revisions ?? {}).some(([id, one]) => one > (shown.revisions[id] ?? 0));
      if (revisions && !newer) return;
      try {
        offer(await readAll(), true);
      } catch (problem) {
        await refusedSave(problem);
      }
    },
    id: edges.id,
    settle,
    adopt: (draft) => {
      if (shown.workbench[draft.id]) return;
      const timeline = joined(shown.timeline, draft.document);
      savedDocuments = { ...savedDocuments, [draft.id]: draft.document };
      const revisions = { ...shown.revisions, [draft.id]: draft.revision };
      show({ timeline, workbench: present(timeline), revisions });
      remember();
    },
    stop: autosave.stop,
  };
  if (restored) afterReload(server);
  return session;

  function afterReload(theirs: Theirs) {
    // A publish elsewhere may change what is read without a new revision of the draft.
    const same = sameRevisions(shown.revisions, theirs.revisions);
    if (!same || !sameDocument(savedDocuments, theirs.documents)) offer(theirs);
    else if (dirty()) {
      show({ state: "waiting" });
      autosave.touch();
    }
  }
}

const theirsOf = (loaded: readonly DraftShown[]): Theirs => ({
  documents: Object.fromEntries(loaded.map((one) => [one.id, one.document])),
  revisions: Object.fromEntries(loaded.map((one) => [one.id, one.revision])),
});

const sameRevisions = (
  one: Readonly<Record<string, number>>,
  other: Readonly<Record<string, number>>,
): boolean => Object.keys(other).every((id) => one[id] === other[id]);
