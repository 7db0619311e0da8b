/** What a task waits for and how urgent it is. */

/** Hours between opening and the due moment; null where nothing is due. */
export const targetHours = (
  since: string | null | undefined,
  due: string | null | undefined,
): number | null => (since && due ? Math.max(0, (Date.parse(due) - Date.parse(since)) / 3_600_000) : null);

export type Urgency = "late" | "soon" | "calm";

/** Soon: less than a quarter of the time, and at most a day, is left. */
export function urgencyOf(opened: string, due: string | null | undefined, now: Date): Urgency {
  if (!due) return "calm";
  const left = Date.parse(due) - now.getTime();
  if (left < 0) return "late";
  const whole = Date.parse(due) - Date.parse(opened);
  return left < Math.min(whole / 4, 86_400_000) ? "soon" : "calm";
}
