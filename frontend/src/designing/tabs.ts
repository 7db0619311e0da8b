/** Other windows of the same person with the same object open; they tell each other when they have saved. */

export type TabMessage =
  | { readonly kind: "here" | "asks" | "gone"; readonly tab: string }
  | { readonly kind: "saved"; readonly tab: string; readonly revisions: Readonly<Record<string, number>> };

export type Channel = {
  readonly send: (message: TabMessage) => void;
  readonly listen: (heard: (message: TabMessage) => void) => void;
  readonly close: () => void;
};

export type Tabs = {
  readonly saved: (revisions: Readonly<Record<string, number>>) => void;
  readonly close: () => void;
};

export function createTabs(
  tab: string,
  channel: Channel,
  onOthers: (count: number) => void,
  onSaved: (revisions: Readonly<Record<string, number>>) => void,
): Tabs {
  const others = new Set<string>();
  const tell = () => onOthers(others.size);
  channel.listen((message) => {
    if (message.tab === tab) return;
    if (message.kind === "gone") others.delete(message.tab);
    else others.add(message.tab);
    tell();
    if (message.kind === "asks") channel.send({ kind: "here", tab });
    if (message.kind === "saved") onSaved(message.revisions);
  });
  channel.send({ kind: "asks", tab });
  return {
    saved: (revisions) => channel.send({ kind: "saved", tab, revisions }),
    close: () => {
      channel.send({ kind: "gone", tab });
      channel.close();
    },
  };
}

export function browserChannel(name: string): Channel {
  const inner = new BroadcastChannel(name);
  return {
    send: (message) => inner.postMessage(message),
    listen: (heard) => {
      inner.onmessage = (event: MessageEvent<TabMessage>) => heard(event.data);
    },
    close: () => inner.close(),
  };
}
