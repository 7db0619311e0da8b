/** Listens to what changes elsewhere: counts at once, open lists learn that they are out of date. */
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { listenToEvents } from "@/api/events";
import { isObject, type Json } from "@/lib/json";
import { recordsChanged } from "@/lib/liveEvents";

export function useLiveEvents(): void {
  const client = useQueryClient();
  useEffect(
    () =>
      listenToEvents(
        ["notifications", "tasks", "records"],
        ({ type, data }) => {
          if (type === "notifications" && isObject(data)) client.setQueryData(["unread"], data.unread ?? 0);
          if (type === "notifications") void client.invalidateQueries({ queryKey: ["notifications"] });
          if (type === "tasks") void client.invalidateQueries({ queryKey: ["tasks"] });
          if (type === "records") {
            const entities = isObject(data) ? ((data.entities ?? []) as Json) : [];
            window.dispatchEvent(new CustomEvent(recordsChanged, { detail: entities }));
          }
        },
        () => void client.invalidateQueries({ queryKey: ["tasks"] }),
      ),
    [client],
  );
}
