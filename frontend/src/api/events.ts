/** Server-sent events with reconnection: what changed elsewhere, so that open screens refetch. */

export type ServerEvent = { readonly type: string; readonly data: unknown };

export type EventEdges = {
  readonly url?: string;
  readonly open?: (url: string) => EventSource;
  readonly later?: (act: () => void, milliseconds: number) => () => void;
};

const firstWait = 1_000;
const longestWait = 60_000;

const waitWithTimer = (act: () => void, milliseconds: number): (() => void) => {
  const timer = setTimeout(act, milliseconds);
  return () => clearTimeout(timer);
};

/**
 * Listens to the named event types until the returned function is called. The browser reconnects after a lost line
 * by itself; after a refused connection it gives up, so we try again with a growing wait.
 * `onReconnect` tells that events may have been missed: refetch what is on screen.
 */
export function listenToEvents(
  types: readonly string[],
  onEvent: (event: ServerEvent) => void,
  onReconnect: () => void = () => undefined,
  edges: EventEdges = {},
): () => void {
  const open = edges.open ?? ((url: string) => new EventSource(url, { withCredentials: true }));
  const later = edges.later ?? waitWithTimer;
  let source: EventSource | undefined;
  let stopWaiting: (() => void) | undefined;
  let wait = firstWait;
  let connectedBefore = false;
  let stopped = false;

  const connect = () => {
    const current = open(edges.url ?? "/api/events");
    source = current;
    current.onopen = () => {
      wait = firstWait;
      if (connectedBefore) onReconnect();
      connectedBefore = true;
    };
    current.onerror = () => {
      if (stopped || current.readyState !== EventSource.CLOSED) return;
      stopWaiting = later(connect, wait);
      wait = Math.min(wait * 2, longestWait);
    };
    for (const type of types) {
      current.addEventListener(type, (message) => onEvent({ type, data: parse(message.data) }));
    }
  };

  connect();
  return () => {
    stopped = true;
    stopWaiting?.();
    source?.close();
  };
}

function parse(text: unknown): unknown {
  if (typeof text !== "string") return null;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
