/** Fields along paths, for designers that name them; entities beyond links are asked for where a path leads there. */
import { useQueries } from "@tanstack/react-query";
import { useMemo } from "react";
import { entityToBuildQuery } from "@/api/design";
import type { EntityDocument, FieldDocument } from "@/api/documents";

/** Undefined for a path of which the author may see nothing. */
export type FieldAt = (path: string) => readonly FieldDocument[] | undefined;

export function useFieldPaths(entity: EntityDocument, paths: readonly string[]): FieldAt {
  const heads = new Set(paths.filter((path) => path.includes(".")).map((path) => path.split(".")[0]));
  const keys = entity.fields
    .filter((field) => heads.has(field.id))
    .flatMap((field) => field.entity_key ?? []);
  const linked = useQueries({ queries: [...new Set(keys)].map((key) => entityToBuildQuery(key)) });
  const known = linked.flatMap(({ data }) => (data ? [data] : []));
  return useMemo(() => {
    const along = (
      start: EntityDocument,
      [head = "", ...rest]: readonly string[],
    ): readonly FieldDocument[] | undefined => {
      const field = start.fields.find((one) => one.id === head);
      if (!field || rest.length === 0) return field && [field];
      const target = known.find((one) => one.key === field.entity_key);
      const beyond = target && along(target, rest);
      return beyond && [field, ...beyond];
    };
    return (path) => along(entity, path.split("."));
  }, [entity, known]);
}
