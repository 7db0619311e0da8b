/** Which records are ticked: some, or all but some (of more rows than are loaded). */

export type Checks = { readonly mode: "some" | "all"; readonly ids: ReadonlySet<string> };

export const noChecks: Checks = { mode: "some", ids: new Set() };
export const allChecks: Checks = { mode: "all", ids: new Set() };

export const isChecked = (checks: Checks, id: string): boolean =>
  checks.ids.has(id) === (checks.mode === "some");

export const anyChecked = (checks: Checks): boolean => checks.mode === "all" || checks.ids.size > 0;

export function setChecked(checks: Checks, ids: readonly string[], checked: boolean): Checks {
  const next = new Set(checks.ids);
  const listed = checked === (checks.mode === "some");
  for (const id of ids) {
    if (listed) next.add(id);
    else next.delete(id);
  }
  return { mode: checks.mode, ids: next };
}
