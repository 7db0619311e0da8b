import { expect, it } from "vitest";
import { handClock } from "@/testing/handClock";
import { createAutosave, longest, quiet } from "./autosave";

it("autosave waits for a pause, but never longer than its limit", async () => {
  const { timers, pass } = handClock();
  const saves: number[] = [];
  let dirty = false;
  const saving = createAutosave(
    timers,
    () => dirty,
    async () => {
      saves.push(timers.now());
      dirty = false;
      return "saved";
    },
  );
  for (let at = 0; at < 3000; at += 300) {
    dirty = true;
    saving.touch();
    await pass(300);
  }
  await pass(quiet);
  expect(saves.length).toBeGreaterThan(1);
  expect(saves[0]).toBeLessThanOrEqual(longest);
  expect(quiet).toBeLessThanOrEqual(1000);
  expect(longest).toBeLessThanOrEqual(2000);
});
