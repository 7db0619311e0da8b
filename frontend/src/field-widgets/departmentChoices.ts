/** Departments to choose from, each with the path that leads to it. */
import type { QueryClient } from "@tanstack/react-query";
import { type Department, departmentsQuery } from "@/api/people";
import type { PickOption } from "./parts/PickList";

function pathOf(departments: readonly Department[], id: string): readonly string[] {
  const byId = new Map(departments.map((one) => [one.id, one]));
  const names: string[] = [];
  for (
    let at = byId.get(id);
    at && names.length < 20;
    at = at.parent_id ? byId.get(at.parent_id) : undefined
  ) {
    names.unshift(at.name);
  }
  return names;
}

export const loadDepartments =
  (client: QueryClient) =>
  async (sought: string): Promise<readonly PickOption[]> => {
    const { items } = await client.ensureQueryData(departmentsQuery);
    const text = sought.toLowerCase();
    return items
      .filter((one) => one.name.toLowerCase().includes(text))
      .map((one) => ({
        id: one.id,
        label: one.name,
        detail: pathOf(items, one.id).slice(0, -1).join(" / ") || undefined,
      }));
  };
