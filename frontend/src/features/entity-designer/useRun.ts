import type { Session } from "@/designing/sessionTypes";
import { useSay } from "@/designing/useSay";
import { useToast } from "@/ui-phone/toastContext";
import type { EntityCommand } from "./model/commands";

/** Carries commands out; why one does not fit is told in a toast. */
export function useRun(session: Session<EntityCommand>) {
  const say = useSay();
  const toast = useToast();
  return (command: EntityCommand | undefined): boolean => {
    const refused = command ? session.run(command) : undefined;
    if (refused) toast.show({ text: say(refused) });
    return command !== undefined && refused === undefined;
  };
}
