import { useSyncExternalStore } from "react";
import type { Theme } from "@/ui/tokens";

const darkQuery = "(prefers-color-scheme: dark)";

function follow(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  const query = matchMedia(darkQuery);
  query.addEventListener("change", changed);
  return () => {
    observer.disconnect();
    query.removeEventListener("change", changed);
  };
}

function shown(): Theme {
  const chosen = document.documentElement.dataset.theme;
  if (chosen === "dark" || chosen === "light") return chosen;
  return matchMedia(darkQuery).matches ? "dark" : "light";
}

/** The theme on screen; charts paint their own pixels and have to be told. */
export const useShownTheme = (): Theme => useSyncExternalStore(follow, shown);
