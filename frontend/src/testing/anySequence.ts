/** What every designer's reducer promises under whatever commands: undo leads to the start, redo to the end. */
import { expect } from "vitest";
import { canonical } from "@/designing/model/canonical";
import { type Command, orReplaced, type Reduce } from "@/designing/model/command";
import { begin, goTo, present, record, resume, type Timeline } from "@/designing/model/timeline";
import type { Workbench } from "@/designing/model/workbench";
import { type Chance, chance } from "./chance";

export const seeds: readonly number[] = Array.from({ length: 40 }, (_, seed) => seed + 1);

export type AnySequence<C extends Command> = {
  readonly start: Workbench;
  readonly reduce: Reduce<C>;
  /** Some command: also one that is refused, or that names what is not there; now and then none. */
  readonly command: (workbench: Workbench, dice: Chance, step: number) => C | undefined;
  readonly length?: number;
};

/** A run of random commands, with an undo or a redo among them now and then. */
export function randomTimeline<C extends Command>(sequence: AnySequence<C>, seed: number): Timeline<C> {
  const { start, reduce, command, length = 60 } = sequence;
  const dice = chance(seed);
  let timeline = begin<C>(start);
  for (let step = 0; step < length; step += 1) {
    if (dice.below(6) === 0) timeline = goTo(timeline, timeline.history.done + (dice.flip() ? 1 : -1));
    const made = command(present(timeline), dice, step);
    const recorded = made ? record(timeline, made, reduce) : undefined;
    if (recorded && "timeline" in recorded) timeline = recorded.timeline;
  }
  return timeline;
}

/** Undone step by step it is the start to the byte, redone the end, and so it is when its kept history is played again. */
export function expectUndoAndRedo<C extends Command>(sequence: AnySequence<C>, seed: number): Timeline<C> {
  const random = randomTimeline(sequence, seed);
  const begun = canonical(sequence.start);
  const end = canonical(present(random));
  const steps = random.history.done;
  let timeline = random;
  for (let step = 0; step < steps; step += 1) timeline = goTo(timeline, timeline.history.done - 1);
  expect(present(timeline)).toBe(timeline.history.start);
  expect(canonical(present(timeline))).toBe(begun);
  for (let step = 0; step < steps; step += 1) timeline = goTo(timeline, timeline.history.done + 1);
  expect(canonical(present(timeline))).toBe(end);
  // Through JSON, as it is kept on the device.
  const kept = JSON.parse(JSON.stringify(timeline.history)) as typeof timeline.history;
  expect(canonical(present(resume(kept, orReplaced(sequence.reduce))))).toBe(end);
  return random;
}
