/** What the server found wrong, sorted to the fields that it is about. */

import type { FieldDocument } from "@/api/documents";
import { ApiProblem, type FieldProblem } from "@/api/problem";

export type PlacedProblems = {
  /** By key of the field. */
  readonly atField: ReadonlyMap<string, string>;
  /** Problems inside a sub-table by "key/2/column". */
  readonly inside: ReadonlyMap<string, string>;
  /** What belongs to no field on this form. */
  readonly others: readonly FieldProblem[];
};

export const noProblems: PlacedProblems = { atField: new Map(), inside: new Map(), others: [] };

export function placeProblems(problem: unknown, shown: readonly FieldDocument[]): PlacedProblems {
  if (!(problem instanceof ApiProblem)) return noProblems;
  const keys = new Set(shown.map((field) => field.key));
  const atField = new Map<string, string>();
  const inside = new Map<string, string>();
  const others: FieldProblem[] = [];
  for (const one of problem.errors) {
    // Some doors name the member that holds the fields first.
    const path = one.path[0] === "fields" ? one.path.slice(1) : one.path;
    const key = String(path[0] ?? "");
    if (!keys.has(key)) others.push(one);
    else if (path.length > 1) inside.set(path.join("/"), one.message);
    else atField.set(key, one.message);
  }
  return { atField, inside, others };
}
