/** Texts are fetched together with the code that shows them, so that no page waits for its words after it has come. */
import i18next from "i18next";

const wanted = new Set<string>();
let started: Promise<unknown> | undefined;
let fetching: Promise<unknown> = Promise.resolve();

/** Called by every module for the namespaces that it names; the build writes the call (vite.config.ts). */
export function wantTexts(...namespaces: readonly string[]): void {
  const further = namespaces.filter((name) => !wanted.has(name));
  for (const name of further) wanted.add(name);
  if (!started || further.length === 0) return;
  const fetched = started.then(() => i18next.loadNamespaces(further));
  fetching = Promise.all([fetching, fetched]);
}

/** What was wanted before translation started comes with its start. */
export const wantedTexts = (): string[] => [...wanted];

export function textsStarted(start: Promise<unknown>): void {
  started = start;
}

/** When everything that the code here wants is there. */
export const textsFetched = (): Promise<unknown> => fetching;
