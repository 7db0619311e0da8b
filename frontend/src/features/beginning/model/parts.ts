/** Which parts of a specification are wanted: a part stands with all that it needs, and falls with it. */
import type { Part, SpecShown } from "../api";

export type Ticked = ReadonlySet<string>;

/** The ids that can be reached from these over `next`, themselves included. */
function reached(ids: Iterable<string>, next: (id: string) => readonly string[]): Set<string> {
  const found = new Set<string>();
  const waiting = [...ids];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    waiting.push(...next(id));
  }
  return found;
}

export function neededBy(parts: readonly Part[], id: string): Ticked {
  const needs = new Map(parts.map((part) => [part.id, part.needs]));
  return reached([id], (one) => needs.get(one) ?? []);
}

export function restingOn(parts: readonly Part[], id: string): Ticked {
  return reached([id], (one) => parts.filter((part) => part.needs.includes(one)).map((part) => part.id));
}

type Entities = SpecShown["spec"]["entities"];

const titleOf = ({ key, title }: Entities[number]): string => `field:${key}.${title}`;

/** Titles stand and fall with their entity: nobody knows a record without one. */
export const titlesOf = (entities: Entities): Ticked => new Set(entities.map(titleOf));

export function withTitles(parts: readonly Part[], entities: Entities): readonly Part[] {
  const titles = new Map(entities.map((entity) => [`entity:${entity.key}`, titleOf(entity)]));
  return parts.map((part) => {
    const title = titles.get(part.id);
    return title === undefined ? part : { ...part, needs: [...part.needs, title] };
  });
}

export const everyPart = (parts: readonly Part[]): Ticked => new Set(parts.map((part) => part.id));

/** A part is ticked together with what it needs, and taken away together with what rests on it. */
export function tick(parts: readonly Part[], ticked: Ticked, id: string, wanted: boolean): Ticked {
  if (wanted) return new Set([...ticked, ...neededBy(parts, id)]);
  const gone = restingOn(parts, id);
  return new Set([...ticked].filter((one) => !gone.has(one)));
}

const groups = ["data", "rules", "process", "people", "boards"] as const;
export type Group = (typeof groups)[number];

const groupOf: Readonly<Record<Part["kind"], Group>> = {
  entity: "data",
  field: "data",
  link: "data",
  kanban: "data",
  rule: "rules",
  approval: "process",
  role: "people",
  board: "boards",
  card: "boards",
};

/** Parts by what they are about, in the order in which people think of an app. */
export const grouped = (parts: readonly Part[]) =>
  groups
    .map((group) => ({ group, parts: parts.filter((part) => groupOf[part.kind] === group) }))
    .filter((one) => one.parts.length > 0);

/** Parts that belong to another one are set in: fields to their entity, cards to their board. */
export const isInner = (part: Part): boolean => ["field", "link", "kanban", "card"].includes(part.kind);
