/** Opens the drafts that a designer works on and keeps them open while it is mounted. */
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState, useSyncExternalStore } from "react";
import { meQuery } from "@/api/people";
import { type DraftShown, drafts } from "./api";
import { browserTimers } from "./autosave";
import { browserKeeping, type Kept } from "./keeping";
import type { Command, Reduce } from "./model/command";
import { openSession } from "./session";
import type { Session, SessionView } from "./sessionTypes";
import { browserChannel, createTabs } from "./tabs";

export type SessionOptions<C extends Command> = {
  /** The object that the page is about. */
  readonly id: string;
  /** Reads every draft that may be changed here; called once for each object. */
  readonly load: (id: string) => Promise<readonly DraftShown[]>;
  readonly reduce: Reduce<C>;
};

export type Opened<C extends Command> = {
  readonly session: Session<C>;
  readonly loaded: readonly DraftShown[];
};

export type SessionAnswer<C extends Command> = {
  readonly opened: Opened<C> | undefined;
  readonly problem: unknown;
  /** Further windows of this person with the same object. */
  readonly others: number;
};

export function useSession<C extends Command>({ id, load, reduce }: SessionOptions<C>): SessionAnswer<C> {
  const { data: me } = useQuery(meQuery);
  // A device may serve several people: what one has not saved is no draft of the next.
  const desk = me && `${me.workspace.id}/${me.person.id}`;
  const [opened, setOpened] = useState<Opened<C>>();
  const [problem, setProblem] = useState<unknown>();
  const [others, setOthers] = useState(0);

  useEffect(() => {
    if (desk === undefined) return undefined;
    let left = false;
    let close: () => void = () => undefined;
    const key = `${desk}/${id}`;
    const keeping = browserKeeping();
    const start = async () => {
      const [first, kept] = await Promise.all([load(id), keeping.read<C>(key)]);
      const loaded = await withAdopted(first, kept);
      if (left) return;
      const tabs = createTabs(
        crypto.randomUUID(),
        browserChannel(`dougong.designing.${key}`),
        setOthers,
        (revisions) => void session.catchUp(revisions),
      );
      const session = openSession(loaded, kept, reduce, {
        id,
        timers: browserTimers,
        read: (one) => drafts.read(one),
        save: drafts.save,
        keep: (next) => void keeping.write(key, next),
        onSaved: tabs.saved,
      });
      close = () => {
        tabs.close();
        void session.flush();
        session.stop();
      };
      setOpened({ session, loaded });
    };
    start().catch((refusal: unknown) => (left ? undefined : setProblem(refusal)));
    return () => {
      left = true;
      close();
      setOpened(undefined);
    };
  }, [desk, id, load, reduce]);

  useSavedBeforeLeaving(opened?.session);
  return { opened, problem, others };
}

/** What was adopted while this history was made belongs to it; without one of them it can not be played again. */
async function withAdopted<C extends Command>(
  loaded: readonly DraftShown[],
  kept: Kept<C> | undefined,
): Promise<readonly DraftShown[]> {
  const known = new Set(loaded.map((one) => one.id));
  const missing = Object.keys(kept?.documents ?? {}).filter((one) => !known.has(one));
  const found = await Promise.allSettled(missing.map((one) => drafts.read(one)));
  return [...loaded, ...found.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []))];
}

/** A hidden page is saved at once; a network that came back is used at once. */
function useSavedBeforeLeaving(session: { readonly flush: () => Promise<boolean> } | undefined) {
  useEffect(() => {
    if (!session) return undefined;
    const flush = () => void session.flush();
    const hidden = () => (document.visibilityState === "hidden" ? flush() : undefined);
    window.addEventListener("online", flush);
    document.addEventListener("visibilitychange", hidden);
    return () => {
      window.removeEventListener("online", flush);
      document.removeEventListener("visibilitychange", hidden);
    };
  }, [session]);
}

export const useSessionView = <C extends Command>(session: Session<C>): SessionView<C> =>
  useSyncExternalStore(session.subscribe, session.view);
