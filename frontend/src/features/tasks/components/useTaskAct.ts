import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { type ActionName, actOnTask, type Decision } from "../api";
import { verbOf } from "../model/actions";

/** Acts on a task and lets everything that shows tasks or records look again. */
export function useTaskAct(): (task: string, action: ActionName, decision: Decision) => Promise<unknown> {
  const client = useQueryClient();
  return useCallback(
    async (task, action, decision) => {
      try {
        return await actOnTask(task, verbOf(action), decision);
      } finally {
        void client.invalidateQueries({ queryKey: ["tasks"] });
        void client.invalidateQueries({ queryKey: ["records"] });
        void client.invalidateQueries({ queryKey: ["runs"] });
      }
    },
    [client],
  );
}
