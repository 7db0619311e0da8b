import { useQueries, useQuery } from "@tanstack/react-query";
import { entityQuery } from "@/api/design";
import type { EntityDocument, FieldDocument } from "@/api/documents";

export type FieldPaths = {
  /** The field behind a path of keys or ids; one behind a link is called by both: 'customer · sector'. */
  readonly fieldAt: (path: string) => FieldDocument | undefined;
  /** The entity, or one behind a link, is still on its way: nothing is named yet. */
  readonly waiting: boolean;
};

const fieldOf = (design: EntityDocument | undefined, part: string): FieldDocument | undefined =>
  design?.fields.find((one) => one.key === part || one.id === part);

export function useFieldPaths(entity: string, paths: readonly string[]): FieldPaths {
  const { data: design, isPending } = useQuery({ ...entityQuery(entity), enabled: entity !== "" });
  const leads = paths.flatMap((path) => {
    const [head = "", ...rest] = path.split(".");
    const target = rest.length > 0 ? fieldOf(design, head)?.entity_key : undefined;
    return target ? [target] : [];
  });
  const linked = useQueries({ queries: [...new Set(leads)].map((key) => entityQuery(key)) });
  const fieldAt = (path: string): FieldDocument | undefined => {
    const [head = "", next] = path.split(".");
    const field = fieldOf(design, head);
    if (next === undefined || !field) return field;
    const target = linked.find((one) => one.data?.key === field.entity_key)?.data;
    const behind = fieldOf(target, next);
    return behind ? { ...behind, name: `${field.name} · ${behind.name}` } : undefined;
  };
  return { fieldAt, waiting: (entity !== "" && isPending) || linked.some((one) => one.isPending) };
}
