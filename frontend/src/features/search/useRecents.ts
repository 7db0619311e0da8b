/** Remembers each page that a person stays on, under the title that it gives itself. */
import { useEffect } from "react";
import { keepRecent } from "./recents";

/** Long enough for a page to load and to name itself; pages that are passed through are not worth remembering. */
const settled = 1_500;

export function useRecents(person: string | undefined, path: string): void {
  useEffect(() => {
    if (person === undefined || path === "/") return undefined;
    const timer = setTimeout(
      () => keepRecent(localStorage, person, { to: path, title: document.title }),
      settled,
    );
    return () => clearTimeout(timer);
  }, [person, path]);
}
