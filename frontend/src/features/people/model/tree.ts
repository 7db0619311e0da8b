/** Departments as a tree that is shown line by line, and the moves that it allows. */
import type { DepartmentRow } from "../api";

export type TreeLine = {
  readonly department: DepartmentRow;
  readonly depth: number;
  readonly first: boolean;
  readonly last: boolean;
};

export function childrenOf(
  departments: readonly DepartmentRow[],
  parent: string | null,
): readonly DepartmentRow[] {
  return departments
    .filter((one) => one.parent_id === parent)
    .sort((one, other) => one.position - other.position || one.name.localeCompare(other.name));
}

/** Depth first; a department whose parent is not there stands at the root, so that nothing is lost from sight. */
export function treeLines(departments: readonly DepartmentRow[]): readonly TreeLine[] {
  const known = new Set(departments.map((one) => one.id));
  const rooted = departments.map((one) =>
    one.parent_id !== null && !known.has(one.parent_id) ? { ...one, parent_id: null } : one,
  );
  const walk = (parent: string | null, depth: number): TreeLine[] => {
    const siblings = childrenOf(rooted, parent);
    return siblings.flatMap((department, index) => [
      { department, depth, first: index === 0, last: index === siblings.length - 1 },
      ...walk(department.id, depth + 1),
    ]);
  };
  return walk(null, 0);
}

/** A department and everything below it: none of them may become its parent. */
export function within(departments: readonly DepartmentRow[], id: string): ReadonlySet<string> {
  const found = new Set([id]);
  for (const { department } of treeLines(departments)) {
    if (department.parent_id !== null && found.has(department.parent_id)) found.add(department.id);
  }
  return found;
}

export type Move = { readonly id: string; readonly position: number };

/** One place up or down among its siblings, as new positions of those that change. */
export function moveAmongSiblings(
  departments: readonly DepartmentRow[],
  id: string,
  step: -1 | 1,
): readonly Move[] {
  const moved = departments.find((one) => one.id === id);
  if (!moved) return [];
  const siblings = [...childrenOf(departments, moved.parent_id)];
  const at = siblings.findIndex((one) => one.id === id);
  const other = siblings[at + step];
  if (!other) return [];
  siblings[at] = other;
  siblings[at + step] = moved;
  return siblings.flatMap((one, position) => (one.position === position ? [] : [{ id: one.id, position }]));
}
