/** A clock that moves only when it is told to, for tests of things that wait. */
import type { Timers } from "@/designing/autosave";

export function handClock() {
  let now = 0;
  let planned: { at: number; then: () => void }[] = [];
  const timers: Timers = {
    now: () => now,
    after: (milliseconds, then) => {
      const one = { at: now + milliseconds, then };
      planned.push(one);
      return () => {
        planned = planned.filter((other) => other !== one);
      };
    },
  };
  const pass = async (milliseconds: number) => {
    const until = now + milliseconds;
    for (;;) {
      const next = planned.filter((one) => one.at <= until).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      planned = planned.filter((one) => one !== next);
      now = Math.max(now, next.at);
      next.then();
      await settled();
    }
    now = until;
    await settled();
  };
  return { timers, pass };
}

const settled = async () => {
  for (let round = 0; round < 20; round += 1) await Promise.resolve();
};
