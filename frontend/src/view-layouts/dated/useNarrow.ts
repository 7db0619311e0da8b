/** Whether the window has the width of a phone. */
import { useSyncExternalStore } from "react";

const query = "(max-width: 860px)";

function subscribe(changed: () => void): () => void {
  const media = matchMedia(query);
  media.addEventListener("change", changed);
  return () => media.removeEventListener("change", changed);
}

export const useNarrow = (): boolean => useSyncExternalStore(subscribe, () => matchMedia(query).matches);
