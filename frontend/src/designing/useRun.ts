/** Carries out commands; what does not fit is said to the author. */
import { useToast } from "@/ui-phone/toastContext";
import type { Command } from "./model/command";
import type { Session } from "./sessionTypes";
import { useSay } from "./useSay";

/** Answers whether it was done; nothing to do is not done either. */
export function useRun<C extends Command>(session: Session<C>): (command: C | undefined) => boolean {
  const say = useSay();
  const toast = useToast();
  return (command) => {
    const refused = command ? session.run(command) : undefined;
    if (refused) toast.show({ text: say(refused) });
    return command !== undefined && refused === undefined;
  };
}
