/** What everybody who asked about the design must hear after something was built, and where its author goes then. */
import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import type { Begun } from "./api";

/** The app is there with a menu when it was published; drafts are seen in its structure only. */
export const appAddress = ({ app, publication, objects }: Begun): string => {
  const key = objects.find((one) => one.id === app)?.key;
  return publication !== null && key ? `/a/${key}` : `/design/apps/${app}`;
};

/** Whoever began an app holds a role in it, so that the caller's own rights are asked again too. */
export function useBuilt(): () => Promise<void> {
  const client = useQueryClient();
  return useCallback(async () => {
    await Promise.all(["design", "me", "roles"].map((key) => client.invalidateQueries({ queryKey: [key] })));
  }, [client]);
}
