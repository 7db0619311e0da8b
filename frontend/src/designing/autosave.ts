/** When to save: soon after the last change, never much later than the first, one save at a time. */

export type SaveEnd = "saved" | "unreachable" | "stopped";

export type Timers = {
  readonly now: () => number;
  /** Answers how to call it off. */
  readonly after: (milliseconds: number, then: () => void) => () => void;
};

export type Autosave = {
  /** Something changed. */
  readonly touch: () => void;
  /** Saves at once what is there; answers whether all of it is saved. */
  readonly flush: () => Promise<boolean>;
  readonly stop: () => void;
};

export const quiet = 700;
export const longest = 1500;
const retries = [2_000, 4_000, 8_000, 15_000];

export function createAutosave(timers: Timers, dirty: () => boolean, save: () => Promise<SaveEnd>): Autosave {
  let cancel: (() => void) | undefined;
  let firstAt: number | undefined;
  let running: Promise<boolean> | undefined;
  let failures = 0;
  let stopped = false;

  const plan = (milliseconds: number) => {
    cancel?.();
    cancel = stopped ? undefined : timers.after(milliseconds, () => void flush());
  };

  async function saveAll(): Promise<boolean> {
    while (dirty()) {
      firstAt = undefined;
      const end = await save();
      if (end === "stopped") return false;
      if (end === "unreachable") {
        plan(retries[Math.min(failures, retries.length - 1)] ?? quiet);
        failures += 1;
        return false;
      }
      failures = 0;
    }
    return true;
  }

  function flush(): Promise<boolean> {
    cancel?.();
    cancel = undefined;
    running ??= saveAll().finally(() => {
      running = undefined;
    });
    return running;
  }

  return {
    touch: () => {
      const now = timers.now();
      firstAt ??= now;
      plan(Math.max(0, Math.min(quiet, firstAt + longest - now)));
    },
    flush,
    stop: () => {
      stopped = true;
      cancel?.();
    },
  };
}

export const browserTimers: Timers = {
  now: () => performance.now(),
  after: (milliseconds, then) => {
    const timer = setTimeout(then, milliseconds);
    return () => clearTimeout(timer);
  },
};
