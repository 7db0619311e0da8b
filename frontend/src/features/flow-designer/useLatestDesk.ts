/** The desk for those who look on at parts of it. */
import { useLayoutEffect, useState } from "react";
import type { FlowDesk, LatestDesk } from "./DeskContext";

/** They hear of a change when the rest of the page has been drawn. */
export function useLatestDesk(desk: FlowDesk): LatestDesk {
  const [listeners] = useState(() => new Set<() => void>());
  const [latest] = useState(
    (): LatestDesk => ({
      current: desk,
      subscribe: (changed) => {
        listeners.add(changed);
        return () => listeners.delete(changed);
      },
    }),
  );
  latest.current = desk;
  useLayoutEffect(() => {
    if (latest.current === desk) for (const changed of listeners) changed();
  }, [desk, latest, listeners]);
  return latest;
}
