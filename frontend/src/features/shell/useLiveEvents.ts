/** Listens to what changes elsewhere: counts and tasks at once, open lists and records learn that they are out of date. */
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { listenToEvents } from "@/api/events";
import { isObject, type Json } from "@/lib/json";
import { recordsChanged } from "@/lib/liveEvents";

/** Whoever is typing keeps what they began with: a newer record under their hands would look like their own change. */
const isEditing = (): boolean =>
  new URLSearchParams(location.search).has("edit") || /\/(edit|new)$|\/f\/[^/]+$/.test(location.pathname);

function refreshRecords(client: QueryClient): void {
  if (isEditing()) return;
  void client.invalidateQueries({
    predicate: ({ queryKey: [topic, , what] }) => topic === "records" && what === "one",
  });
}

function refreshTasks(client: QueryClient): void {
  void client.invalidateQueries({ queryKey: ["tasks"] });
  void client.invalidateQueries({ queryKey: ["runs"] });
}

/** What each kind of hint makes the browser do. */
const answers: Readonly<Record<string, (client: QueryClient, data: unknown) => void>> = {
  notifications: (client, data) => {
    client.setQueryData(["unread"], isObject(data as Json) ? ((data as { unread?: number }).unread ?? 0) : 0);
    void client.invalidateQueries({ queryKey: ["notifications"] });
  },
  tasks: refreshTasks,
  records: (client, data) => {
    const entities = isObject(data as Json) ? (data as { entities?: readonly string[] }).entities : undefined;
    window.dispatchEvent(new CustomEvent(recordsChanged, { detail: entities ?? [] }));
    refreshRecords(client);
  },
};

export function useLiveEvents(on = true): void {
  const client = useQueryClient();
  useEffect(
    () =>
      on
        ? listenToEvents(
            Object.keys(answers),
            ({ type, data }) => answers[type]?.(client, data),
            () => {
              refreshTasks(client);
              refreshRecords(client);
            },
          )
        : undefined,
    [client, on],
  );
}
