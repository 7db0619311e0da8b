/** Permission tests of a package or an app, counted by what came of them. */
import type { PermissionTested } from "../people";

export type TestCounts = Readonly<Record<PermissionTested["result"], number>>;

export function countsOf(tests: readonly PermissionTested[]): TestCounts {
  const counts = { kept: 0, broken: 0, void: 0 };
  for (const one of tests) counts[one.result] += 1;
  return counts;
}

const order: readonly PermissionTested["result"][] = ["broken", "void", "kept"];

/** What needs attention stands first; otherwise as the package has them. */
export const byResult = (tests: readonly PermissionTested[]): readonly PermissionTested[] =>
  [...tests].sort((left, right) => order.indexOf(left.result) - order.indexOf(right.result));
