/** A bulk write under way: how far it is, what came of it. */
import { useState } from "react";
import type { BulkOutcome } from "../model/bulk";

export function useBulkRun() {
  const [progress, setProgress] = useState(0);
  const [running, setRunning] = useState(false);
  const [outcome, setOutcome] = useState<BulkOutcome>();
  const [problem, setProblem] = useState<unknown>();
  const start = async (
    work: (onProgress: (done: number) => void) => Promise<BulkOutcome>,
  ): Promise<BulkOutcome | undefined> => {
    setRunning(true);
    setProgress(0);
    setOutcome(undefined);
    setProblem(undefined);
    try {
      const result = await work(setProgress);
      setOutcome(result);
      return result;
    } catch (failure) {
      setProblem(failure);
      return undefined;
    } finally {
      setRunning(false);
    }
  };
  return { start, progress, running, outcome, problem };
}

export type BulkRun = ReturnType<typeof useBulkRun>;
