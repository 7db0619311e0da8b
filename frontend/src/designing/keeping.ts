/** Histories kept on this device, so that undo outlives a reload: IndexedDB, or localStorage where there is none. */
import type { DraftShown } from "./api";
import type { Command, Replace } from "./model/command";
import type { SavedPoint } from "./model/rebase";
import type { History } from "./model/timeline";
import type { Workbench } from "./model/workbench";

export type Kept<C extends Command> = {
  /** Revision of each draft that the history was last saved as. */
  readonly revisions: Readonly<Record<string, number>>;
  readonly documents: Workbench;
  readonly history: History<C | Replace>;
  readonly point: SavedPoint;
};

/** What was kept, with what is opened here for the first time; undefined where something of it is not there. */
export function keptFor<C extends Command>(
  kept: Kept<C>,
  loaded: readonly DraftShown[],
): Kept<C> | undefined {
  const known = new Set(loaded.map((one) => one.id));
  if (Object.keys(kept.documents).some((id) => !known.has(id))) return undefined;
  const fresh = loaded.filter((one) => !(one.id in kept.documents));
  const documents = Object.fromEntries(fresh.map((one) => [one.id, one.document]));
  return {
    ...kept,
    revisions: { ...Object.fromEntries(fresh.map((one) => [one.id, one.revision])), ...kept.revisions },
    documents: { ...documents, ...kept.documents },
    history: { ...kept.history, start: { ...documents, ...kept.history.start } },
  };
}

export type Keeping = {
  readonly read: <C extends Command>(key: string) => Promise<Kept<C> | undefined>;
  readonly write: <C extends Command>(key: string, kept: Kept<C>) => Promise<void>;
};

const store = "histories";

const opened = (): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    const request = indexedDB.open("dougong-designing", 1);
    request.onupgradeneeded = () => request.result.createObjectStore(store);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

const answered = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

const localKey = (key: string) => `dougong.designing.${key}`;

export function browserKeeping(): Keeping {
  let database: Promise<IDBDatabase> | undefined;
  const within = async <T>(mode: IDBTransactionMode, ask: (store: IDBObjectStore) => IDBRequest<T>) => {
    database ??= opened();
    return answered(ask((await database).transaction(store, mode).objectStore(store)));
  };
  return {
    read: async <C extends Command>(key: string) => {
      try {
        return (await within("readonly", (place) => place.get(key))) as Kept<C> | undefined;
      } catch {
        return readLocal<C>(key);
      }
    },
    write: async (key, kept) => {
      try {
        await within("readwrite", (place) => place.put(kept, key));
      } catch {
        writeLocal(key, kept);
      }
    },
  };
}

function readLocal<C extends Command>(key: string): Kept<C> | undefined {
  try {
    const text = localStorage.getItem(localKey(key));
    return text ? (JSON.parse(text) as Kept<C>) : undefined;
  } catch {
    return undefined;
  }
}

function writeLocal(key: string, kept: unknown): void {
  try {
    localStorage.setItem(localKey(key), JSON.stringify(kept));
  } catch {
    // A full storage costs undo after a reload; the drafts themselves are saved on the server.
  }
}
