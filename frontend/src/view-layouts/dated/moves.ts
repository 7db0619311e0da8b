/** The keys that move a record in time, and the steps that its menu offers. */
import { addDays } from "@/lib/days";
import { endingAt, movedBy, type Span } from "./spans";

type Press = Pick<KeyboardEvent, "key" | "altKey" | "shiftKey">;

const days: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowRight: 1,
  ArrowUp: -7,
  ArrowDown: 7,
};

/** Alt moves by a day or, upright, by a week; with Shift only the end moves. Undefined for any other key. */
export function spanByKey(press: Press, span: Span, resizable: boolean): Span | undefined {
  const by = days[press.key];
  if (!press.altKey || by === undefined) return undefined;
  if (!press.shiftKey) return movedBy(span, by);
  return resizable ? endingAt(span, addDays(span.end, by)) : undefined;
}

export const menuSteps = [
  { key: "dayLater", days: 1, shortcut: "Alt →" },
  { key: "dayEarlier", days: -1, shortcut: "Alt ←" },
  { key: "weekLater", days: 7, shortcut: "Alt ↓" },
  { key: "weekEarlier", days: -7, shortcut: "Alt ↑" },
] as const;
