/** The same tree again after a change: whatever was not touched stays the very object that it was, and is not drawn again. */
import type { Line } from "./commands";
import { type DrawnLane, type DrawnSequence, type DrawnStep, type DrawnTree, stepsOf } from "./drawn";
import { sameLine } from "./graph";

export function sharedTree(before: DrawnTree | undefined, { main, endings }: DrawnTree): DrawnTree {
  if (!before) return { main, endings };
  const known = new Map(stepsOf(before).map((step) => [step.node.id, step]));
  const ended = new Map(before.endings.map((one) => [one.steps[0]?.node.id, one]));
  return {
    main: sharedSequence(before.main, main, known),
    endings: endings.map((one) => sharedSequence(ended.get(one.steps[0]?.node.id), one, known)),
  };
}

type Known = ReadonlyMap<string, DrawnStep>;

function sharedSequence<S extends DrawnSequence>(before: S | undefined, now: S, known: Known): S {
  const steps = now.steps.map((step) => sharedStep(step, known));
  const entry = sharedLines(before?.entry, now.entry);
  const exit = sharedLines(before?.exit, now.exit);
  const same =
    before !== undefined &&
    sameItems(before.steps, steps) &&
    before.entry === entry &&
    before.exit === exit &&
    sameOut(before.out, now.out);
  return same ? before : { ...now, steps, entry, exit };
}

function sharedStep(now: DrawnStep, known: Known): DrawnStep {
  const before = known.get(now.node.id);
  const lanes = now.lanes.map((lane) => sharedSequence(laneOf(before, lane.port), lane, known));
  const entry = sharedLines(before?.entry, now.entry);
  const exit = sharedLines(before?.exit, now.exit);
  const same =
    before?.node === now.node &&
    before.join === now.join &&
    sameItems(before.lanes, lanes) &&
    before.entry === entry &&
    before.exit === exit;
  return same ? before : { ...now, lanes, entry, exit };
}

const laneOf = (step: DrawnStep | undefined, port: string): DrawnLane | undefined =>
  step?.lanes.find((lane) => lane.port === port);

const sharedLines = (before: readonly Line[] | undefined, now: readonly Line[]): readonly Line[] =>
  before?.length === now.length && now.every((line, at) => sameLine(line, before[at] ?? line)) ? before : now;

const sameItems = <T>(one: readonly T[], other: readonly T[]): boolean =>
  one.length === other.length && one.every((item, at) => item === other[at]);

const sameOut = (one: DrawnSequence["out"], other: DrawnSequence["out"]): boolean =>
  one === other || (typeof one === "object" && typeof other === "object" && one.to === other.to);
