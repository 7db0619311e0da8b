import { useQueries, useQuery } from "@tanstack/react-query";
import { entityQuery } from "@/api/design";
import type { EntityDocument, FieldDocument } from "@/api/documents";

const fieldOf = (design: EntityDocument | undefined, part: string): FieldDocument | undefined =>
  design?.fields.find((one) => one.key === part || one.id === part);

/** The field behind each path of keys; one behind a link is called by both: 'customer · sector'. */
export function useFieldPaths(
  entity: string,
  paths: readonly string[],
): (path: string) => FieldDocument | undefined {
  const { data: design } = useQuery(entityQuery(entity));
  const leads = paths.flatMap((path) => {
    const [head = "", ...rest] = path.split(".");
    const target = rest.length > 0 ? fieldOf(design, head)?.entity_key : undefined;
    return target ? [target] : [];
  });
  const linked = useQueries({ queries: [...new Set(leads)].map((key) => entityQuery(key)) });
  return (path) => {
    const [head = "", next] = path.split(".");
    const field = fieldOf(design, head);
    if (next === undefined || !field) return field;
    const target = linked.find((one) => one.data?.key === field.entity_key)?.data;
    const behind = fieldOf(target, next);
    return behind ? { ...behind, name: `${field.name} · ${behind.name}` } : undefined;
  };
}
