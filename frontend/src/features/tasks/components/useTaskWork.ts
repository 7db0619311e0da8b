import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { entityQuery } from "@/api/design";
import { ApiProblem } from "@/api/problem";
import { useFilesUnderWay } from "@/field-widgets/filesUnderWay";
import type { Json } from "@/lib/json";
import { type ActionOffer, type Decision, type TaskDocument, taskQuery } from "../api";
import { goesAtOnce } from "../model/actions";
import { missingFields, type TaskField, taskFields } from "../model/rights";
import { useTaskAct } from "./useTaskAct";

const writes = new Set(["approve", "resubmit", "draft", "add_after", "reject"]);

/** Everything that both shells need to show one task and act on it. */
export function useTaskWork(id: string, missingText: string) {
  const query = useQuery(taskQuery(id));
  const task = query.data;
  const entity = useQuery({
    ...entityQuery(task?.entity ?? ""),
    enabled: Boolean(task),
  });
  const act = useTaskAct();
  const [edits, setEdits] = useState<Readonly<Record<string, Json>>>({});
  const [asked, setAsked] = useState<ActionOffer>();
  const [problem, setProblem] = useState<unknown>();
  const [missing, setMissing] = useState<readonly string[]>([]);
  const fields: readonly TaskField[] = task ? taskFields(entity.data?.fields ?? [], task.rights) : [];
  const changes = { ...task?.draft?.fields, ...edits };
  const latest = useRef(changes);
  latest.current = changes;
  const files = useFilesUnderWay();

  const send = async (offer: ActionOffer, decision: Decision) => {
    await files.settled();
    const fields = latest.current;
    const fieldsToo = writes.has(offer.name) && Object.keys(fields).length > 0;
    await act(id, offer.name, {
      ...decision,
      ...(fieldsToo ? { fields } : {}),
      ...(fieldsToo && task?.values ? { version: task.values.version } : {}),
    });
    setEdits({});
  };

  /** Asks what has to be asked, else acts; resolves to true when it was done. */
  const begin = async (offer: ActionOffer): Promise<boolean> => {
    setProblem(undefined);
    await files.settled();
    const unfilled =
      task?.values && (offer.name === "approve" || offer.name === "resubmit")
        ? missingFields(fields, task.values, latest.current)
        : [];
    setMissing(unfilled);
    if (unfilled.length > 0) return false;
    if (!goesAtOnce(offer)) {
      setAsked(offer);
      return false;
    }
    try {
      await send(offer, {});
      return true;
    } catch (refusal) {
      setProblem(refusal);
      return false;
    }
  };

  return {
    query,
    task,
    fields,
    changes,
    files,
    asked,
    problem,
    problems: { ...problemsOf(problem), ...Object.fromEntries(missing.map((key) => [key, missingText])) },
    edit: (key: string, value: Json) => setEdits((before) => ({ ...before, [key]: value })),
    begin,
    send,
    stopAsking: () => setAsked(undefined),
  } as const;
}

export type TaskWork = ReturnType<typeof useTaskWork>;

function problemsOf(problem: unknown): Record<string, string> {
  if (!(problem instanceof ApiProblem)) return {};
  return Object.fromEntries(problem.errors.map((error) => [String(error.path.at(-1) ?? ""), error.message]));
}

export const isOpen = (task: TaskDocument): boolean => !task.closed_at && !task.outcome;
