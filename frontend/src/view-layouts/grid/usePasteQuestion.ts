/** Asks before a paste of several cells is carried out; a single cell is as easily undone as asked about. */
import { useCallback, useRef, useState } from "react";
import type { PasteSummary } from "@/ui/grid/gridProps";

export const worthAsking = ({ cells, added, unreadable, skipped }: PasteSummary): boolean =>
  cells + unreadable + skipped > 1 || added > 0;

export function usePasteQuestion() {
  const [summary, setSummary] = useState<PasteSummary>();
  const waiting = useRef<(apply: boolean) => void>(undefined);
  const answer = useCallback((apply: boolean) => {
    setSummary(undefined);
    waiting.current?.(apply);
    waiting.current = undefined;
  }, []);
  const confirmPaste = useCallback(
    (asked: PasteSummary): Promise<boolean> => {
      if (!worthAsking(asked)) return Promise.resolve(true);
      answer(false);
      return new Promise((resolve) => {
        waiting.current = resolve;
        setSummary(asked);
      });
    },
    [answer],
  );
  return { summary, answer, confirmPaste } as const;
}
