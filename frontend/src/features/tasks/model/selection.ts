/** Ticks and the keyboard cursor of the to-do list: a value, so that J, K, X and batches are testable without a screen. */
import type { TaskRow } from "../api";
import { goesAtOnce, offerOf } from "./actions";

export type ListState = { readonly cursor: string | null; readonly ticked: ReadonlySet<string> };

export const emptyList: ListState = { cursor: null, ticked: new Set() };

export function moveCursor(state: ListState, ids: readonly string[], step: 1 | -1): ListState {
  if (ids.length === 0) return state;
  const at = state.cursor === null ? -1 : ids.indexOf(state.cursor);
  const next = at < 0 ? (step > 0 ? 0 : ids.length - 1) : Math.min(ids.length - 1, Math.max(0, at + step));
  return { ...state, cursor: ids[next] ?? null };
}

export function tick(state: ListState, id: string, on = !state.ticked.has(id)): ListState {
  const ticked = new Set(state.ticked);
  if (on) ticked.add(id);
  else ticked.delete(id);
  return { cursor: id, ticked };
}

export const tickAll = (state: ListState, ids: readonly string[], on: boolean): ListState => ({
  ...state,
  ticked: new Set(on ? ids : []),
});

/** What has left the list is neither ticked nor under the cursor any more; the cursor falls to its old place. */
export function keepKnown(state: ListState, ids: readonly string[], before: readonly string[]): ListState {
  const known = new Set(ids);
  const ticked = new Set([...state.ticked].filter((id) => known.has(id)));
  if (state.cursor === null || known.has(state.cursor)) return { ...state, ticked };
  const place = before.indexOf(state.cursor);
  return { cursor: ids[Math.min(place, ids.length - 1)] ?? null, ticked };
}

export type Sorted = { readonly ready: readonly TaskRow[]; readonly apart: readonly TaskRow[] };

/** Tasks that ask for more than a batch can say (a signature, a file, an own comment) are pulled out. */
export function sortForBatch(
  tasks: readonly TaskRow[],
  verdict: "approve" | "reject",
  comment: boolean,
): Sorted {
  const fits = (task: TaskRow): boolean => {
    const offer = offerOf(task, verdict);
    if (!offer || offer.signature || offer.attachment) return false;
    return comment || goesAtOnce(offer);
  };
  return { ready: tasks.filter(fits), apart: tasks.filter((task) => !fits(task)) };
}

export type Group = { readonly key: string; readonly name: string; readonly tasks: readonly TaskRow[] };

/** By type of matter, in the order in which the types first appear (the list comes most urgent first). */
export function groupByFlow(tasks: readonly TaskRow[]): readonly Group[] {
  const groups = new Map<string, { name: string; tasks: TaskRow[] }>();
  for (const task of tasks) {
    const group = groups.get(task.flow.id) ?? { name: task.flow.name, tasks: [] };
    group.tasks.push(task);
    groups.set(task.flow.id, group);
  }
  return [...groups].map(([key, group]) => ({ key, ...group }));
}
